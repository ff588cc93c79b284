package dev.gyre.streams.declaration;

import java.util.Map;

/** What becomes of a sample that lacks a stream. */
public sealed interface Presence {

  /** The canonical members. */
  Map<String, Object> toMembers();

  /** It is refused. */
  record Required() implements Presence {

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "required");
    }
  }

  /**
   * The stream is written as a fill, with a flag beside it.
   *
   * @param fill the stored value of every place, finite
   */
  record Optional(double fill) implements Presence {

    public Optional {
      if (!Double.isFinite(fill)) {
        throw new IllegalArgumentException("presence.fill is %s; give a number".formatted(fill));
      }
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "optional", "fill", fill);
    }
  }
}
