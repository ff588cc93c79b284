package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeLimits;
import dev.gyre.streams.declaration.Calibration;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.geometry.Intrinsics;
import dev.gyre.streams.shard.ShardKey;
import dev.gyre.streams.shard.ShardSample;
import dev.gyre.streams.shard.StreamFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes one input into what is written to a shard. Safe for use by many threads. */
final class SamplePreparation {

  /**
   * A sample in the form of the shard.
   *
   * @param absent the optional streams that are a fill
   * @param digest of what the sample says, in hexadecimal
   * @param statistics of the streams that are present
   */
  record Prepared(
      ShardSample sample,
      int classIndex,
      Set<String> absent,
      String digest,
      Map<String, StreamStatistics> statistics) {

    Prepared {
      absent = Set.copyOf(absent);
      statistics = Map.copyOf(statistics);
    }
  }

  private final PreparationSpec spec;
  private final String specDigest;
  private final DecodeLimits limits;
  private final SampleDecoding decoding;
  private final StreamGeometry geometry;
  private final StreamFields fields;
  private final List<StreamDeclaration> written;
  private final Map<String, Integer> classes = new HashMap<>();
  private final Map<String, LabelRemap> remaps = new HashMap<>();

  SamplePreparation(PreparationSpec spec, Codecs codecs, DecodeLimits limits) {
    this.spec = spec;
    this.specDigest = spec.digest();
    this.limits = limits;
    this.decoding = new SampleDecoding(spec, codecs, limits);
    this.geometry = new StreamGeometry(spec.geometry());
    this.fields = new StreamFields(spec.fields(codecs), codecs);
    this.written = spec.written();
    spec.classes().forEach(name -> classes.put(name, classes.size()));
    for (PreparedStream stream : spec.streams()) {
      if (stream.declaration().labels() != null) {
        remaps.put(stream.name(), LabelRemap.of(stream, spec.classes()));
      }
    }
  }

  /**
   * Reads the files of an input.
   *
   * @throws RejectedException if the input cannot be prepared, whatever is in its files
   * @throws IOException if they cannot be read now
   */
  LoadedSample load(InputSample input) throws IOException, RejectedException {
    if (input.label() != null && !classes.containsKey(input.label())) {
      throw new RejectedException(
          null,
          Reject.Reason.UNKNOWN_LABEL,
          "Label '%s' is not among the %d classes".formatted(input.label(), classes.size()));
    }
    return LoadedSample.of(input, spec.streams(), limits.maxBytes());
  }

  /**
   * Prepares a sample.
   *
   * @throws RejectedException for its first fault
   */
  Prepared prepare(LoadedSample sample) throws RejectedException {
    InputSample input = sample.input();
    Map<String, PreparedValues> values = values(sample);
    Map<String, NdArray> targets = new TreeMap<>();
    values.forEach((name, own) -> targets.put(name, own.target()));
    StreamFields.Written streams = fields.write(targets);
    SampleRecord record = new SampleRecord(spec, sample, values);
    int classIndex =
        input.label() == null
            ? -1
            : Objects.requireNonNull(classes.get(input.label()), "checked by load");

    SequencedMap<String, byte[]> all = new LinkedHashMap<>();
    all.put(PreparationRun.CLASS_FIELD, utf8(Integer.toString(classIndex)));
    all.putAll(streams.fields());
    all.put(PreparationRun.META_FIELD, utf8(record.meta(specDigest)));
    return new Prepared(
        new ShardSample(ShardKey.of(input.key()).value(), all),
        classIndex,
        streams.absent(),
        record.digest(),
        statistics(targets));
  }

  /** The values of each stream that the sample has, before and after. */
  Map<String, PreparedValues> values(LoadedSample sample) throws RejectedException {
    Map<String, NdArray> decoded = decoding.decode(sample);
    Map<String, NdArray> framed = new TreeMap<>();
    for (PreparedStream stream : spec.streams()) {
      NdArray array = decoded.get(stream.name());
      if (array != null) {
        LabelRemap remap = remaps.get(stream.name());
        framed.put(
            stream.name(), geometry.resized(stream, remap == null ? array : remap.apply(array)));
      }
    }
    StreamGeometry.requireOneSize(spec.streams(), framed);
    Map<String, PreparedValues> values = new TreeMap<>();
    for (PreparedStream stream : spec.streams()) {
      NdArray array = decoded.get(stream.name());
      NdArray own = framed.get(stream.name());
      if (array != null && own != null) {
        values.put(stream.name(), target(stream, sample.input(), array, own));
      }
    }
    return values;
  }

  private PreparedValues target(
      PreparedStream stream, InputSample input, NdArray decoded, NdArray framed)
      throws RejectedException {
    InputItem item = input.item(stream);
    Calibration own = item == null ? null : item.attributes().calibration();
    Calibration calibration = own == null ? stream.declaration().calibration() : own;
    Intrinsics camera = null;
    if (calibration != null && stream.isRaster()) {
      camera = StreamGeometry.camera(calibration, framed.size(1), framed.size(0));
    }
    NdArray target = geometry.warped(stream, framed, camera);
    return new PreparedValues(decoded, target, after(camera, framed));
  }

  private @Nullable Intrinsics after(@Nullable Intrinsics camera, NdArray framed) {
    return camera == null ? null : geometry.camera(camera, framed.size(1), framed.size(0));
  }

  private Map<String, StreamStatistics> statistics(Map<String, NdArray> targets) {
    Map<String, StreamStatistics> statistics = new HashMap<>();
    for (StreamDeclaration declaration : written) {
      NdArray target = targets.get(declaration.name());
      if (target != null) {
        statistics.put(declaration.name(), StreamStatistics.of(declaration, target));
      }
    }
    return statistics;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
