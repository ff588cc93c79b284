package dev.gyre.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input or output of a model as its caller needs to know it.
 *
 * @param dimensions declared shape; images are N, H, W, C
 * @param unit unit of the values (UCUM, such as {@code m}); {@code 1} if they have none
 * @param pixelFormat channels, if this is an image
 * @param range permitted values, if known
 * @param invalid the value that means that there is none; null if all are values. Of FP32, what is
 *     not a number is none besides
 */
public record TensorSpec(
    String name,
    DataType type,
    List<Dimension> dimensions,
    String unit,
    @Nullable PixelFormat pixelFormat,
    @Nullable ValueRange range,
    @Nullable Float invalid) {

  /** Refuses an empty name or unit. */
  public TensorSpec {
    dimensions = List.copyOf(dimensions);
    if (name.isBlank() || unit.isBlank()) {
      throw new OnnxException("An input or output needs a name and a unit (1 if it has none)");
    }
  }

  /** An input or output of which all values are values. */
  public TensorSpec(
      String name,
      DataType type,
      List<Dimension> dimensions,
      String unit,
      @Nullable PixelFormat pixelFormat,
      @Nullable ValueRange range) {
    this(name, type, dimensions, unit, pixelFormat, range, null);
  }

  /** True if a tensor of this shape may be given here. */
  public boolean accepts(Tensor tensor) {
    if (tensor.type() != type || tensor.shape().size() != dimensions.size()) {
      return false;
    }
    for (int i = 0; i < dimensions.size(); i++) {
      if (dimensions.get(i) instanceof Dimension.Fixed(long size)
          && size != tensor.shape().get(i)) {
        return false;
      }
    }
    return true;
  }
}
