package dev.gyre.worker.job;

import dev.gyre.scenes.Pose;

/** Poses as streams have them. */
final class ScenePose {

  private ScenePose() {}

  /**
   * Position in metres, then the unit quaternion that turns camera axes into the world's: {@code x
   * y z qx qy qz qw}, with {@code qw} not negative.
   */
  static double[] of(Pose pose) {
    double[] r = pose.rotation();
    double[] q = new double[4];
    double trace = r[0] + r[4] + r[8];
    if (trace > 0) {
      double s = 2 * StrictMath.sqrt(trace + 1);
      fill(q, (r[7] - r[5]) / s, (r[2] - r[6]) / s, (r[3] - r[1]) / s, s / 4);
    } else if (r[0] >= r[4] && r[0] >= r[8]) {
      double s = 2 * StrictMath.sqrt(1 + r[0] - r[4] - r[8]);
      fill(q, s / 4, (r[1] + r[3]) / s, (r[2] + r[6]) / s, (r[7] - r[5]) / s);
    } else if (r[4] >= r[8]) {
      double s = 2 * StrictMath.sqrt(1 + r[4] - r[0] - r[8]);
      fill(q, (r[1] + r[3]) / s, s / 4, (r[5] + r[7]) / s, (r[2] - r[6]) / s);
    } else {
      double s = 2 * StrictMath.sqrt(1 + r[8] - r[0] - r[4]);
      fill(q, (r[2] + r[6]) / s, (r[5] + r[7]) / s, s / 4, (r[3] - r[1]) / s);
    }
    double sign = q[3] < 0 ? -1 : 1;
    double[] p = pose.position();
    return new double[] {p[0], p[1], p[2], sign * q[0], sign * q[1], sign * q[2], sign * q[3]};
  }

  private static void fill(double[] q, double x, double y, double z, double w) {
    q[0] = x;
    q[1] = y;
    q[2] = z;
    q[3] = w;
  }
}
