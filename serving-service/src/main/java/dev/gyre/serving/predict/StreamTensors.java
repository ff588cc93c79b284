package dev.gyre.serving.predict;

import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.serving.log.LogOutcome;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeLimits;
import dev.gyre.streams.codec.DecodeOptions;
import dev.gyre.streams.codec.DecodedArray;
import dev.gyre.streams.codec.Refusal;
import dev.gyre.streams.image.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the files of one moment to the rows that a model takes. */
final class StreamTensors {

  private final Codecs codecs = Codecs.standard();
  private final DecodeOptions options;

  StreamTensors(PredictProperties properties) {
    int bytes = (int) properties.maxImageSize().toBytes();
    options =
        DecodeOptions.of(
            new DecodeLimits(
                bytes,
                properties.maxPixels(),
                (int) Math.min(1 << 30, 4 * properties.maxPixels())));
  }

  /** One moment as the model takes it, or why there is none. */
  sealed interface Decoded {

    /**
     * @param rows one of each stream of the model, by name
     * @param first the first picture among the streams; absent if the model takes none
     */
    record Rows(Map<String, Tensor> rows, @Nullable Image first) implements Decoded {}

    /** Not to be used. */
    record Bad(String stream, LogOutcome.Refused refusal) implements Decoded {}
  }

  Decoded decode(Map<String, byte[]> files, List<TensorSpec> streams) {
    Map<String, Tensor> rows = new LinkedHashMap<>();
    Image first = null;
    for (TensorSpec stream : streams) {
      byte[] file = files.get(stream.name());
      if (file == null) {
        Tensor none = nothing(stream);
        if (none == null) {
          return bad(
              stream,
              "MISSING_STREAM",
              "There is no part '%s', and the model has no value that stands for none"
                  .formatted(stream.name()));
        }
        rows.put(stream.name(), none);
        continue;
      }
      switch (codecs.decode(file, options)) {
        case Refusal(Refusal.Reason reason, String detail) -> {
          return bad(stream, reason.name(), "%s: %s".formatted(stream.name(), detail));
        }
        case DecodedArray decoded -> {
          NdArray values = decoded.values();
          String fault = fault(values, stream);
          if (fault != null) {
            return bad(stream, "WRONG_VALUES", "%s: %s".formatted(stream.name(), fault));
          }
          if (stream.type() == DataType.UINT8) {
            Image picture = picture(values);
            first = first == null ? picture : first;
            rows.put(
                stream.name(),
                Pictures.tensor(picture, Objects.requireNonNull(stream.pixelFormat())));
          } else {
            rows.put(stream.name(), map(values, stream.type()));
          }
        }
      }
    }
    return new Decoded.Rows(rows, first);
  }

  private static @Nullable String fault(NdArray values, TensorSpec stream) {
    boolean raster = values.rank() == 2 || (values.rank() == 3 && values.size(2) > 0);
    boolean fits =
        raster
            && switch (stream.type()) {
              case UINT8 ->
                  values.type() == ElementType.UINT8
                      && (values.rank() == 2 || values.size(2) == 1 || values.size(2) == 3);
              case INT16 -> values.type() == ElementType.UINT16 && isPlane(values);
              default -> values.type() == ElementType.FLOAT32 && isPlane(values);
            };
    if (fits && values.length() > 0) {
      return null;
    }
    return "the file holds %s; the model takes %s"
        .formatted(
            values,
            switch (stream.type()) {
              case UINT8 -> "a picture of 8 bits, gray or colour";
              case INT16 -> "one map of unsigned 16-bit values";
              default -> "one map of 32-bit floats";
            });
  }

  private static boolean isPlane(NdArray values) {
    return values.rank() == 2 || values.size(2) == 1;
  }

  private static Image picture(NdArray values) {
    int channels = values.rank() == 2 ? 1 : values.size(2);
    return new Image(values.size(0), values.size(1), channels, values.bytes());
  }

  private static Tensor map(NdArray values, DataType type) {
    List<Long> shape = List.of(1L, (long) values.size(0), (long) values.size(1), 1L);
    if (type == DataType.FP32) {
      return Tensor.ofFloats(values.floats(), 1, values.size(0), values.size(1), 1);
    }
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(values.shorts());
    return new Tensor(DataType.INT16, shape, bytes);
  }

  /** A map of one pixel that has no value, which the graph scales; null if every pixel has one. */
  private static @Nullable Tensor nothing(TensorSpec stream) {
    if (stream.type() == DataType.FP32) {
      return Tensor.ofFloats(new float[] {Float.NaN}, 1, 1, 1, 1);
    }
    Float invalid = stream.invalid();
    if (stream.type() != DataType.INT16 || invalid == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(0, (short) invalid.intValue());
    return new Tensor(DataType.INT16, List.of(1L, 1L, 1L, 1L), bytes);
  }

  private static Decoded bad(TensorSpec stream, String reason, String detail) {
    return new Decoded.Bad(stream.name(), new LogOutcome.Refused(reason, detail));
  }
}
