package dev.gyre.streams.align;

/**
 * A rotation as a unit quaternion {@code w + xi + yj + zk}; q and -q are one rotation.
 *
 * <p>Values whose norm is within 0.001 of 1 are normalised; all else, NaN too, is refused.
 */
public record Quaternion(double w, double x, double y, double z) {

  /** No rotation. */
  public static final Quaternion IDENTITY = new Quaternion(1, 0, 0, 0);

  /** Above this cosine the arc is so short that its chord is taken. */
  private static final double CHORD = 1 - 1e-10;

  public Quaternion {
    double norm = Math.sqrt(w * w + x * x + y * y + z * z);
    if (!(Math.abs(norm - 1) <= 1e-3)) {
      throw new IllegalArgumentException(
          "The rotation (%s, %s, %s, %s) has the norm %s; give a unit quaternion w, x, y, z"
              .formatted(w, x, y, z, norm));
    }
    w /= norm;
    x /= norm;
    y /= norm;
    z /= norm;
  }

  /**
   * The rotation on the shorter great arc (slerp, <a
   * href="https://doi.org/10.1145/325165.325242">Shoemake 1985</a>): of q and -q the end that is
   * nearer is taken, and the angle grows evenly. Of two arcs of equal length (a half turn) the one
   * to {@code other} as written is taken.
   *
   * @param share of the other, in [0, 1]
   */
  public Quaternion towards(Quaternion other, double share) {
    Interpolation.checkShare(share);
    double cosine = w * other.w + x * other.x + y * other.y + z * other.z;
    double sign = cosine < 0 ? -1 : 1;
    double near = Math.min(cosine * sign, 1);
    double here = 1 - share;
    double there = share;
    if (near < CHORD) {
      double angle = StrictMath.acos(near);
      double sine = StrictMath.sin(angle);
      here = StrictMath.sin((1 - share) * angle) / sine;
      there = StrictMath.sin(share * angle) / sine;
    }
    there *= sign;
    double nw = here * w + there * other.w;
    double nx = here * x + there * other.x;
    double ny = here * y + there * other.y;
    double nz = here * z + there * other.z;
    double norm = Math.sqrt(nw * nw + nx * nx + ny * ny + nz * nz);
    return new Quaternion(nw / norm, nx / norm, ny / norm, nz / norm);
  }

  /** This rotation after the other. */
  public Quaternion times(Quaternion other) {
    return new Quaternion(
        w * other.w - x * other.x - y * other.y - z * other.z,
        w * other.x + x * other.w + y * other.z - z * other.y,
        w * other.y - x * other.z + y * other.w + z * other.x,
        w * other.z + x * other.y - y * other.x + z * other.w);
  }
}
