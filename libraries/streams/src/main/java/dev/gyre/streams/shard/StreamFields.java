package dev.gyre.streams.shard;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeOptions;
import dev.gyre.streams.codec.DecodedArray;
import dev.gyre.streams.codec.Refusal;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The fields of samples of several streams. Every sample has the same: an optional stream that is
 * absent is written as its declared fill, and a flag beside each optional stream says {@code 1} for
 * values and {@code 0} for a fill.
 */
public final class StreamFields {

  private final List<StreamField> streams;
  private final Map<String, byte[]> fills = new HashMap<>();
  private final Codecs codecs;

  /**
   * Fields in this order.
   *
   * @param codecs to read them back
   * @throws IllegalArgumentException if two streams have one name, or an optional one has a shape
   *     with an open side or a fill that its type does not hold
   */
  public StreamFields(List<StreamField> streams, Codecs codecs) {
    this.streams = List.copyOf(streams);
    this.codecs = codecs;
    Set<String> names = new HashSet<>();
    for (StreamField field : streams) {
      if (!names.add(field.stream().name())) {
        throw new IllegalArgumentException(
            "Stream '%s' is there twice".formatted(field.stream().name()));
      }
      if (field.stream().presence() instanceof Presence.Optional(double fill)) {
        fills.put(field.name(), field.codec().encode(filled(field.stream(), fill)));
      }
    }
  }

  /**
   * The fields of one sample.
   *
   * @param fields by name in the order of streams; the caller adds others behind them
   * @param absent the optional streams that are a fill
   */
  public record Written(SequencedMap<String, byte[]> fields, SequencedSet<String> absent) {

    public Written {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
      absent = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(absent));
    }
  }

  /**
   * Encodes a sample.
   *
   * @param values stored values by stream, those that the sample has
   * @throws IllegalArgumentException if a required stream is absent, a stream is not declared, or
   *     values are not of the declared form
   */
  public Written write(Map<String, NdArray> values) {
    SequencedMap<String, byte[]> fields = new LinkedHashMap<>();
    SequencedSet<String> absent = new LinkedHashSet<>();
    Set<String> unknown = new HashSet<>(values.keySet());
    for (StreamField field : streams) {
      String name = field.stream().name();
      unknown.remove(name);
      NdArray array = values.get(name);
      byte[] fill = fills.get(field.name());
      if (array != null) {
        requireForm(field.stream(), array);
        fields.put(field.name(), field.codec().encode(array));
      } else if (fill != null) {
        fields.put(field.name(), fill);
        absent.add(name);
      } else {
        throw new IllegalArgumentException("The required stream '%s' is absent".formatted(name));
      }
      if (fill != null) {
        fields.put(field.presenceName(), flag(array != null));
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("Streams %s are not declared".formatted(unknown));
    }
    return new Written(fields, absent);
  }

  /**
   * The values of a stream as they were written; a fill where the stream is absent.
   *
   * @throws IOException if the shard holds what is no such stream
   */
  public NdArray read(ShardSample sample, String stream) throws IOException {
    StreamField field = field(stream);
    DecodeOptions options =
        field.stream().kind().isIds() ? DecodeOptions.STANDARD.forIds() : DecodeOptions.STANDARD;
    return switch (codecs.decode(sample.field(field.name()), options)) {
      case DecodedArray decoded -> decoded.values();
      case Refusal refusal ->
          throw new IOException(
              "Field '%s' of sample '%s': %s"
                  .formatted(field.name(), sample.key(), refusal.detail()));
    };
  }

  /** Whether a stream has values in a sample, not a fill. */
  public boolean isPresent(ShardSample sample, String stream) {
    StreamField field = field(stream);
    return field.stream().isRequired() || sample.field(field.presenceName())[0] == '1';
  }

  private StreamField field(String stream) {
    return streams.stream()
        .filter(field -> field.stream().name().equals(stream))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Stream '%s' is not declared".formatted(stream)));
  }

  private static byte[] flag(boolean present) {
    return (present ? "1" : "0").getBytes(StandardCharsets.US_ASCII);
  }

  private static void requireForm(StreamDeclaration stream, NdArray array) {
    stream
        .form()
        .mismatch(array)
        .ifPresent(mismatch -> {
          throw new IllegalArgumentException("Stream '%s': %s".formatted(stream.name(), mismatch));
        });
  }

  private static NdArray filled(StreamDeclaration stream, double fill) {
    Form form = stream.form();
    if (!form.isFixed()) {
      throw new IllegalArgumentException(
          "Stream '%s' is optional, but its shape %s has an open side; a fill needs all"
              .formatted(stream.name(), form.shape()));
    }
    int[] shape = form.shape().stream().mapToInt(Integer::intValue).toArray();
    NdArray one =
        switch (form.type()) {
          case UINT8 -> NdArray.uint8(new byte[] {(byte) (int) fill}, 1);
          case UINT16 -> NdArray.uint16(new short[] {(short) (int) fill}, 1);
          case INT32 -> NdArray.int32(new int[] {(int) fill}, 1);
          case INT64 -> NdArray.int64(new long[] {(long) fill}, 1);
          case FLOAT32 -> NdArray.float32(new float[] {(float) fill}, 1);
          case FLOAT64 -> NdArray.float64(new double[] {fill}, 1);
        };
    if (one.at(0) != fill && !form.type().isFloating()) {
      throw new IllegalArgumentException(
          "presence.fill of stream '%s' is %s, which %s does not hold"
              .formatted(stream.name(), fill, form.type().wireName()));
    }
    return one.gather(_ -> 0, shape);
  }
}
