package dev.gyre.onnx;

/**
 * The size to which a stream was brought before it was stored for training. A graph repeats it with
 * the same result bit by bit, so that it may be given what was never stored; what has the size
 * already stays as it is.
 *
 * @param heightPx 1 or more
 * @param widthPx 1 or more
 */
public record StoredResize(int heightPx, int widthPx, Rule rule) {

  /** Where the values of the new pixels come from. */
  public enum Rule {
    /**
     * Between the four pixels around, centres at halves, edges repeated, in double precision; then
     * rounded to whole numbers, halves to even. For pictures.
     */
    LINEAR,
    /** Column {@code x * from / to}, rounded down; rows alike. For pictures. */
    NEAREST_FLOOR,
    /** The pixel in which the centre of the new one lies; the right or lower one on an edge. */
    NEAREST_CENTRE
  }

  /** Refuses sizes below 1. */
  public StoredResize {
    if (heightPx < 1 || widthPx < 1) {
      throw new OnnxException(
          "Streams are stored with at least 1 x 1 px, not %d x %d".formatted(heightPx, widthPx));
    }
  }
}
