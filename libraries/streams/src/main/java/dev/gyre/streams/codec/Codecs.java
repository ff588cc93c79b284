package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.TOO_LARGE;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;
import static dev.gyre.streams.codec.Refusal.Reason.UNKNOWN_FORMAT;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The codecs that a program knows, by name. Immutable; {@link #with} gives a larger registry. */
public final class Codecs {

  private final SequencedMap<String, Codec> byName;

  private Codecs(SequencedMap<String, Codec> byName) {
    this.byName = byName;
  }

  /**
   * A registry of the given codecs.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static Codecs of(Codec... codecs) {
    Codecs all = new Codecs(new LinkedHashMap<>());
    for (Codec codec : codecs) {
      all = all.with(codec);
    }
    return all;
  }

  /** PNG, JPEG, TIFF, WebP and NPY. */
  public static Codecs standard() {
    return of(new PngCodec(), new JpegCodec(), new TiffCodec(), new WebPCodec(), new NpyCodec());
  }

  /**
   * This registry and one codec more.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public Codecs with(Codec codec) {
    SequencedMap<String, Codec> larger = new LinkedHashMap<>(byName);
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

  /** The first codec that takes the file for its own. */
  public Optional<Codec> recognise(byte[] file) {
    return byName.values().stream().filter(codec -> codec.recognises(file)).findFirst();
  }

  /** Probes a file with the codec that recognises it. */
  public Probed probe(byte[] file, DecodeOptions options) {
    return recognise(file)
        .map(codec -> codec.probe(file, options))
        .orElseGet(() -> unknown(file, options.limits()));
  }

  /** Decodes a file with the codec that recognises it. */
  public Decoded decode(byte[] file, DecodeOptions options) {
    return recognise(file)
        .map(codec -> codec.decode(file, options))
        .orElseGet(() -> unknown(file, options.limits()));
  }

  /** The names of all codecs, in the order in which they are asked. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  private Refusal unknown(byte[] file, DecodeLimits limits) {
    if (file.length > limits.maxBytes()) {
      return tooManyBytes(file, limits);
    }
    if (file.length < 8) {
      return new Refusal(
          file.length == 0 ? TRUNCATED : UNKNOWN_FORMAT,
          "A file of %d bytes holds no values".formatted(file.length));
    }
    return isForeign(file)
        ? new Refusal(
            UNSUPPORTED_FORMAT,
            "A picture, but of none of the formats that are read here; convert it to one of %s"
                .formatted(byName.keySet()))
        : new Refusal(UNKNOWN_FORMAT, "The first bytes are those of no known format");
  }

  static Refusal tooManyBytes(byte[] file, DecodeLimits limits) {
    return new Refusal(
        TOO_LARGE,
        "%d bytes are more than the limit of %d".formatted(file.length, limits.maxBytes()));
  }

  private static boolean isForeign(byte[] file) {
    String start = new String(file, 0, Math.min(12, file.length), StandardCharsets.ISO_8859_1);
    return start.startsWith("GIF8")
        || start.startsWith("BM")
        || start.startsWith("II*\0")
        || start.startsWith("MM\0*")
        || (start.startsWith("RIFF") && start.endsWith("WEBP"))
        || start.startsWith("ftypavif", 4)
        || start.startsWith("ftypheic", 4);
  }
}
