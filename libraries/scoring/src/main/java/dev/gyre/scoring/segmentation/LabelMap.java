package dev.gyre.scoring.segmentation;

/** A class id for each pixel of an image, row by row. The array is kept, not copied. */
public final class LabelMap {

  private final int height;
  private final int width;
  private final int[] ids;

  /**
   * A map over an array that the caller no longer changes.
   *
   * @param height rows, ≥ 1
   * @param width pixels of a row, ≥ 1
   * @param ids {@code height × width} class ids
   * @throws IllegalArgumentException if the array is not of that size
   */
  public LabelMap(int height, int width, int[] ids) {
    if (height < 1 || width < 1 || (long) height * width != ids.length) {
      throw new IllegalArgumentException(
          "a label map of %d × %d pixels needs as many ids, but there are %d"
              .formatted(height, width, ids.length));
    }
    this.height = height;
    this.width = width;
    this.ids = ids;
  }

  /** The same from bytes, which are unsigned: ids in [0, 255]. */
  public static LabelMap ofBytes(int height, int width, byte[] ids) {
    int[] widened = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      widened[i] = ids[i] & 0xff;
    }
    return new LabelMap(height, width, widened);
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Pixels of a row. */
  public int width() {
    return width;
  }

  /** All pixels. */
  public int pixels() {
    return ids.length;
  }

  /** The id at {@code row × width + column}. */
  public int id(int pixel) {
    return ids[pixel];
  }

  /** Where a pixel lies, for a message. */
  String place(int pixel) {
    return "row %d, column %d".formatted(pixel / width, pixel % width);
  }
}
