package dev.gyre.streams.geometry;

/**
 * The size of a frame.
 *
 * @param widthPx 1 to {@value #MOST_PX}
 * @param heightPx 1 to {@value #MOST_PX}
 */
public record FrameSize(int widthPx, int heightPx) {

  /** The longest side that is transformed. */
  public static final int MOST_PX = 16_384;

  public FrameSize {
    if (widthPx < 1 || widthPx > MOST_PX || heightPx < 1 || heightPx > MOST_PX) {
      throw new IllegalArgumentException(
          "A frame of %d x %d pixels cannot be; sides are 1 to %d"
              .formatted(widthPx, heightPx, MOST_PX));
    }
  }

  /** The whole frame as a region. */
  public Box box() {
    return new Box(0, 0, widthPx, heightPx);
  }

  /** The sides with changed places. */
  FrameSize onItsSide() {
    return new FrameSize(/* widthPx= */ heightPx, /* heightPx= */ widthPx);
  }

  @Override
  public String toString() {
    return widthPx + " x " + heightPx;
  }
}
