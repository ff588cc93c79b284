package dev.gyre.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The codecs that a program knows, by name. Immutable; {@link #with} gives a larger registry. */
public final class Codecs {

  private final Map<String, Codec> byName;

  private Codecs(Map<String, Codec> byName) {
    this.byName = Map.copyOf(byName);
  }

  /**
   * A registry of the given codecs.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static Codecs of(Codec... codecs) {
    Codecs all = new Codecs(Map.of());
    for (Codec codec : codecs) {
      all = all.with(codec);
    }
    return all;
  }

  /**
   * This registry and one codec more.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public Codecs with(Codec codec) {
    Map<String, Codec> larger = new LinkedHashMap<>(byName);
    if (larger.put(codec.name(), codec) != null) {
      throw new IllegalArgumentException(
          "Codec '%s' is registered already; give the new one another name"
              .formatted(codec.name()));
    }
    return new Codecs(larger);
  }

  /** The codec of that name, if there is one and it is of that type. */
  public <C extends Codec> Optional<C> find(String name, Class<C> type) {
    return Optional.ofNullable(byName.get(name)).filter(type::isInstance).map(type::cast);
  }

  /** The names of all codecs, in no order. */
  public Set<String> names() {
    return byName.keySet();
  }
}
