package dev.gyre.scenes.noise;

/** Shapes of functions that the renderer draws with; none depends on the machine's library. */
public final class Curve {

  private static final double LOG2_E = 1.4426950408889634;

  private Curve() {}

  /** The value held within [low, high]. */
  public static double clamp(double value, double low, double high) {
    return value < low ? low : value > high ? high : value;
  }

  /** The value held within [0, 1]. */
  public static double unit(double value) {
    return value < 0 ? 0 : value > 1 ? 1 : value;
  }

  /** From a at 0 to b at 1. */
  public static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }

  /** 0 below the first edge, 1 above the second, smooth between; edges may be in either order. */
  public static double step(double edge0, double edge1, double value) {
    double t = unit((value - edge0) / (edge1 - edge0));
    return t * t * (3 - 2 * t);
  }

  /** 1 within [low, high], falling to 0 over the width of the edge on both sides. */
  public static double band(double low, double high, double edge, double value) {
    return unit((value - low) / edge + 0.5) * unit((high - value) / edge + 0.5);
  }

  /** e to the x, relative error below 2e-7: powers of two by bits, the rest a polynomial. */
  public static double exp(double x) {
    double y = clamp(x, -700, 700) * LOG2_E;
    double whole = Math.floor(y);
    double f = (y - whole) * 0.6931471805599453;
    double p =
        1
            + f
                * (1
                    + f
                        * (0.5
                            + f
                                * (1 / 6.0
                                    + f
                                        * (1 / 24.0
                                            + f * (1 / 120.0 + f * (1 / 720.0 + f / 5040.0))))));
    return p * Double.longBitsToDouble(((long) whole + 1023L) << 52);
  }
}
