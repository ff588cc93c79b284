package dev.gyre.worker.job;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.preparation.FusedInput;
import dev.gyre.streams.preparation.PreparationSpec;
import dev.gyre.streams.preparation.PreparedStream;
import dev.gyre.streams.preparation.Resize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which stored values go into which input of a model. An optional stream that a sample lacks is its
 * fill everywhere, in the size in which it would have been stored.
 */
final class SampleFeeds {

  private final Map<TensorSpec, PreparedStream> streams = new LinkedHashMap<>();

  /**
   * @param inputs of the package: named as the streams, or one of a model of one stream
   * @throws PlatformException with {@code UNSUPPORTED_MODEL} if an input is no stream of the
   *     preparation, or of another form
   */
  SampleFeeds(List<TensorSpec> inputs, PreparationSpec spec) {
    List<String> fused = spec.modelInput().parts().stream().map(FusedInput.Part::stream).toList();
    for (TensorSpec input : inputs) {
      String name = inputs.size() == 1 && fused.size() == 1 ? fused.getFirst() : input.name();
      PreparedStream stream =
          spec.streams().stream()
              .filter(one -> one.name().equals(name) && fused.contains(name))
              .filter(one -> isOf(input, one))
              .findFirst()
              .orElseThrow(() -> unsupported(input, spec));
      streams.put(input, stream);
    }
  }

  private static PlatformException unsupported(TensorSpec input, PreparationSpec spec) {
    return new PlatformException(
        ErrorCode.UNSUPPORTED_MODEL,
        "The package takes %s, and the preparation has %s"
            .formatted(
                input,
                spec.streams().stream()
                    .map(one -> one.name() + " " + one.declaration().form())
                    .toList()));
  }

  private static boolean isOf(TensorSpec input, PreparedStream stream) {
    PixelFormat format = input.pixelFormat();
    int channels = format == null ? 1 : format.channels();
    return input.dimensions().size() == 4
        && stream.channels() == channels
        && input.type() == typeOf(stream.declaration().form().type()).orElse(null);
  }

  private static Optional<DataType> typeOf(ElementType type) {
    return switch (type) {
      case UINT8 -> Optional.of(DataType.UINT8);
      case UINT16 -> Optional.of(DataType.INT16);
      case FLOAT32, FLOAT64 -> Optional.of(DataType.FP32);
      case INT32, INT64 -> Optional.empty();
    };
  }

  /**
   * The values of a sample by the names of the model's inputs.
   *
   * @param stored by the names of streams
   */
  Map<String, NdArray> of(Map<String, NdArray> stored) {
    Map<String, NdArray> inputs = new TreeMap<>();
    streams.forEach((input, stream) -> {
      NdArray own = stored.get(stream.name());
      inputs.put(input.name(), own == null ? fill(stream, stored) : own);
    });
    return inputs;
  }

  /** Why the model does not take these, if so. */
  Optional<String> misfit(Map<String, NdArray> inputs) {
    for (TensorSpec input : streams.keySet()) {
      NdArray array = inputs.get(input.name());
      if (array != null
          && !(fits(input.dimensions().get(1), array.size(0))
              && fits(input.dimensions().get(2), array.size(1)))) {
        return Optional.of(
            "The model does not take %d x %d pixels of %s"
                .formatted(array.size(1), array.size(0), input.name()));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Dimension dimension, int size) {
    return !(dimension instanceof Dimension.Fixed(long fixed)) || fixed == size;
  }

  private static NdArray fill(PreparedStream stream, Map<String, NdArray> stored) {
    if (!(stream.declaration().presence() instanceof Presence.Optional(double fill))) {
      throw new IllegalStateException("Stream '%s' is required".formatted(stream.name()));
    }
    int[] shape = shape(stream, stored);
    double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    Arrays.fill(values, fill);
    return NdArray.float64(values, shape);
  }

  private static int[] shape(PreparedStream stream, Map<String, NdArray> stored) {
    int[] size = {1, 1};
    if (stream.resize() instanceof Resize.Fixed(int width, int height, var _)) {
      size = new int[] {height, width};
    } else if (!stored.isEmpty()) {
      NdArray other = stored.values().iterator().next();
      size = new int[] {other.size(0), other.size(1)};
    }
    return stream.channels() == 1 ? size : new int[] {size[0], size[1], stream.channels()};
  }

  /** A batch of samples whose inputs have one size each. */
  Map<String, Tensor> tensors(List<Map<String, NdArray>> batch) {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (TensorSpec input : streams.keySet()) {
      List<NdArray> arrays = new ArrayList<>();
      batch.forEach(sample -> arrays.add(Tensors.of(sample, input.name())));
      tensors.put(input.name(), Tensors.stacked(input.type(), arrays));
    }
    return tensors;
  }
}
