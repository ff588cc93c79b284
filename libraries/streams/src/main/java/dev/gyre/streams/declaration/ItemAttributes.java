package dev.gyre.streams.declaration;

import org.jspecify.annotations.Nullable;

/**
 * What one item says otherwise than its stream's declaration; null where it says nothing.
 *
 * @param scale finite, not 0
 * @param offset finite, in the stream's unit
 * @param invalidValue the stored value that means that there is none
 * @param calibration of the camera at this moment
 * @param labels the item's own table of ids; its classes are those of the stream by their names
 */
public record ItemAttributes(
    @Nullable Double scale,
    @Nullable Double offset,
    @Nullable Double invalidValue,
    @Nullable PixelFormat pixelFormat,
    @Nullable Calibration calibration,
    ItemTimes times,
    @Nullable Labels labels) {

  /** All as declared. */
  public static final ItemAttributes NONE =
      new ItemAttributes(null, null, null, null, null, ItemTimes.NONE, null);

  public ItemAttributes {
    if (scale != null) {
      Measure.requireScale(scale);
    }
    if (offset != null) {
      Measure.requireOffset(offset);
    }
    if (invalidValue != null && !Double.isFinite(invalidValue)) {
      throw new IllegalArgumentException(
          "invalidValue is %s; give a number".formatted(invalidValue));
    }
  }

  /** Values in another scale. */
  public ItemAttributes withScale(double other) {
    return new ItemAttributes(other, offset, invalidValue, pixelFormat, calibration, times, labels);
  }

  /** Values with another offset. */
  public ItemAttributes withOffset(double other) {
    return new ItemAttributes(scale, other, invalidValue, pixelFormat, calibration, times, labels);
  }

  /** Another value that means none. */
  public ItemAttributes withInvalidValue(double other) {
    return new ItemAttributes(scale, offset, other, pixelFormat, calibration, times, labels);
  }

  /** Another pixel format. */
  public ItemAttributes with(PixelFormat other) {
    return new ItemAttributes(scale, offset, invalidValue, other, calibration, times, labels);
  }

  /** Another camera. */
  public ItemAttributes with(Calibration other) {
    return new ItemAttributes(scale, offset, invalidValue, pixelFormat, other, times, labels);
  }

  /** Ids of another table. */
  public ItemAttributes with(Labels other) {
    return new ItemAttributes(scale, offset, invalidValue, pixelFormat, calibration, times, other);
  }

  /** Times. */
  public ItemAttributes with(ItemTimes other) {
    return new ItemAttributes(scale, offset, invalidValue, pixelFormat, calibration, other, labels);
  }

  /**
   * The stream's measure as it holds for this item.
   *
   * @throws IllegalArgumentException if the stream holds ids and the item scales them
   */
  public Measure over(StreamDeclaration stream) {
    Measure declared = stream.measure();
    Measure own =
        new Measure(
            declared.unit(),
            scale == null ? declared.scale() : scale,
            offset == null ? declared.offset() : offset,
            invalidValue == null ? declared.invalidValue() : invalidValue,
            declared.validRange());
    if (stream.kind().isIds() && (own.scale() != 1 || own.offset() != 0)) {
      throw new IllegalArgumentException(
          "Stream '%s' holds ids, but an item has scale %s and offset %s"
              .formatted(stream.name(), own.scale(), own.offset()));
    }
    return own;
  }
}
