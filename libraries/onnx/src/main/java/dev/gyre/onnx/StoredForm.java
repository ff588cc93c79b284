package dev.gyre.onnx;

import org.jspecify.annotations.Nullable;

/** How the values of a stream are stored, which is how a model takes them: N, H, W, C. */
public enum StoredForm {
  /** Eight-bit gray. */
  GRAY(DataType.UINT8, PixelFormat.GRAY),
  /** Eight-bit red, green, blue. */
  RGB(DataType.UINT8, PixelFormat.RGB),
  /**
   * One channel of 16 bits without sign, such as depth in millimetres. The tensor is {@link
   * DataType#INT16} with the same bits, because the runtime's Java interface has no such type.
   */
  UINT16(DataType.INT16, null),
  /** One channel of single precision, where a value that is not a number means that none is. */
  FP32(DataType.FP32, null);

  private final DataType type;
  private final @Nullable PixelFormat pixelFormat;

  StoredForm(DataType type, @Nullable PixelFormat pixelFormat) {
    this.type = type;
    this.pixelFormat = pixelFormat;
  }

  /** Element type of the tensor. */
  public DataType type() {
    return type;
  }

  /** Meaning of the channels; null for what is not a picture. */
  public @Nullable PixelFormat pixelFormat() {
    return pixelFormat;
  }

  /** Number of channels. */
  public int channels() {
    return pixelFormat == null ? 1 : pixelFormat.channels();
  }

  /** Whether values between two pixels have a meaning. */
  public boolean isPicture() {
    return pixelFormat != null;
  }

  /** Whether a stored value can be this number. */
  boolean holds(float value) {
    return switch (this) {
      case GRAY, RGB -> value == Math.rint(value) && value >= 0 && value <= 255;
      case UINT16 -> value == Math.rint(value) && value >= 0 && value <= 65_535;
      case FP32 -> true;
    };
  }

  /** The stored value at a row-major index of a tensor of this form. */
  float valueAt(Tensor tensor, int index) {
    float value = (float) tensor.valueAt(index);
    return this == UINT16 && value < 0 ? value + 65_536 : value;
  }
}
