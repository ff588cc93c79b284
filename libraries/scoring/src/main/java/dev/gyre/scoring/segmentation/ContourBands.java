package dev.gyre.scoring.segmentation;

/**
 * The pixels near a contour, of all classes at once. A pixel is in the band of its class if within
 * a chessboard distance d there is a pixel of another class or the outside of the image: what
 * remains of a mask when its d-fold erosion by a 3 × 3 square is taken away (Cheng et al. 2021,
 * arXiv 2103.16562, and the reference implementation of its authors).
 */
final class ContourBands {

  private ContourBands() {}

  /** d in pixels for a share of the image diagonal: rounded half to even, at least 1. */
  static int distance(int height, int width, double shareOfDiagonal) {
    return (int) Math.max(1, Math.rint(shareOfDiagonal * Math.hypot(height, width)));
  }

  /** Whether each pixel is in its band; time and memory do not depend on the distance. */
  static boolean[] of(LabelMap map, int distance) {
    boolean[] alikeInRow = alikeInRow(map, distance);
    boolean[] band = new boolean[map.pixels()];
    int window = 2 * distance + 1;
    for (int column = 0; column < map.width(); column++) {
      int run = 0;
      for (int row = 0; row < map.height(); row++) {
        int pixel = row * map.width() + column;
        boolean goesOn = run > 0 && map.id(pixel) == map.id(pixel - map.width());
        run = !alikeInRow[pixel] ? 0 : goesOn ? run + 1 : 1;
        band[pixel] = true;
        if (run >= window) {
          band[pixel - distance * map.width()] = false;
        }
      }
    }
    return band;
  }

  /** Whether the 2d + 1 pixels around a pixel in its row are in the image and of one class. */
  private static boolean[] alikeInRow(LabelMap map, int distance) {
    boolean[] alike = new boolean[map.pixels()];
    int window = 2 * distance + 1;
    for (int row = 0; row < map.height(); row++) {
      int run = 0;
      for (int column = 0; column < map.width(); column++) {
        int pixel = row * map.width() + column;
        run = run > 0 && map.id(pixel) == map.id(pixel - 1) ? run + 1 : 1;
        if (run >= window) {
          alike[pixel - distance] = true;
        }
      }
    }
    return alike;
  }
}
