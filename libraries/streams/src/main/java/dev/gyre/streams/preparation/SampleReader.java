package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeLimits;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Reads samples as a trained model takes them: each stream decoded, checked, in its declared
 * channels, scale and ids, but in its own size, for the model's graph repeats the declared resize.
 * Geometry is not applied. Safe for use by many threads.
 */
public final class SampleReader {

  private final PreparationSpec spec;
  private final DecodeLimits limits;
  private final SampleDecoding decoding;
  private final Map<String, LabelRemap> remaps = new HashMap<>();

  /** Reads the streams of this declaration. */
  public SampleReader(PreparationSpec spec, Codecs codecs, DecodeLimits limits) {
    this.spec = spec;
    this.limits = limits;
    this.decoding = new SampleDecoding(spec, codecs, limits);
    for (PreparedStream stream : spec.streams()) {
      if (stream.declaration().labels() != null) {
        remaps.put(stream.name(), LabelRemap.of(stream, spec.classes()));
      }
    }
  }

  /** What became of a sample. */
  public sealed interface Result {

    /**
     * It can be used.
     *
     * @param streams stored values by name, of those that it has; label maps by the position of
     *     their classes, the highest id of their type where nothing is scored
     */
    record Read(SequencedMap<String, NdArray> streams) implements Result {

      public Read {
        streams = Collections.unmodifiableSequencedMap(new TreeMap<>(streams));
      }
    }

    /** It cannot. */
    record Refused(Reject reject) implements Result {}
  }

  /**
   * Reads the files of a sample.
   *
   * @throws IOException if they cannot be read now
   */
  public Result read(InputSample sample) throws IOException {
    try {
      LoadedSample loaded = LoadedSample.of(sample, spec.streams(), limits.maxBytes());
      SequencedMap<String, NdArray> streams = new TreeMap<>(decoding.decode(loaded));
      remaps.forEach(
          (name, remap) -> streams.computeIfPresent(name, (_, stored) -> remap.apply(stored)));
      return new Result.Read(streams);
    } catch (RejectedException e) {
      return new Result.Refused(e.of(sample));
    }
  }
}
