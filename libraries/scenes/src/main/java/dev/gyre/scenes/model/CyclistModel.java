package dev.gyre.scenes.model;

import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Shapes;

/** A bicycle and who rides it; the knees follow the pedals. */
public final class CyclistModel {

  private static final double WHEEL = 0.34;
  private static final double THIGH = 0.44;
  private static final double SHIN = 0.46;

  private final Mesh mesh = new Mesh();
  private final Shapes shapes;
  private final Figure figure;

  private CyclistModel(Figure figure, boolean coarse) {
    this.shapes = new Shapes(mesh, coarse);
    this.figure = figure;
  }

  /**
   * A rider.
   *
   * @param pedal angle of the pedals in radians
   * @param coarse whether it is far away
   */
  public static Mesh riding(Figure figure, double pedal, boolean coarse) {
    CyclistModel model = new CyclistModel(figure, coarse);
    model.bicycle(pedal);
    model.body();
    model.leg(1, pedal);
    model.leg(-1, pedal + StrictMath.PI);
    model.arm(1);
    model.arm(-1);
    return model.mesh;
  }

  private static double[] p(double x, double y, double z) {
    return new double[] {x, y, z};
  }

  private void bicycle(double pedal) {
    for (double x : new double[] {-0.52, 0.54}) {
      shapes.ring(x, 0, WHEEL, WHEEL - 0.022, 0.022, 24, 5, Material.TYRE);
      shapes.ball(x, 0, WHEEL, 0.04, 0.05, 0.04, 4, 6, Material.SHOES);
      for (int i = 0; i < 6; i++) {
        double a = Shapes.cos(i, 12);
        double b = Shapes.sin(i, 12);
        double r = WHEEL - 0.03;
        shapes.tube(
            p(x - r * a, 0, WHEEL - r * b),
            0.004,
            p(x + r * a, 0, WHEEL + r * b),
            0.004,
            3,
            Material.POLE);
      }
    }
    double[] crank = p(-0.07, 0, 0.30);
    double[] seat = p(-0.22, 0, 0.88);
    double[] head = p(0.36, 0, 0.86);
    frame(crank, seat);
    frame(crank, head);
    frame(p(-0.19, 0, 0.76), p(0.35, 0, 0.80));
    frame(p(-0.52, 0, WHEEL), crank);
    frame(p(-0.52, 0, WHEEL), p(-0.19, 0, 0.76));
    frame(p(0.54, 0, WHEEL), p(0.34, 0, 0.98));
    frame(p(0.36, 0.27, 1.02), p(0.36, -0.27, 1.02));
    shapes.ball(-0.23, 0, 0.92, 0.14, 0.075, 0.035, 4, 8, Material.SHOES);
    shapes.ball(-0.60, 0, 0.62, 0.03, 0.03, 0.03, 3, 6, Material.TAIL_LAMP);
    shapes.ball(0.47, 0, 0.92, 0.04, 0.035, 0.035, 3, 6, Material.HEAD_LAMP);
    double c = 0.17 * StrictMath.cos(pedal);
    double d = 0.17 * StrictMath.sin(pedal);
    shapes.tube(
        p(-0.07 - c, -0.1, 0.30 - d), 0.014, p(-0.07 + c, 0.1, 0.30 + d), 0.014, 5, Material.SHOES);
  }

  private void frame(double[] from, double[] to) {
    shapes.tube(from, 0.02, to, 0.02, 6, Material.BIKE_FRAME);
  }

  private void body() {
    double g = figure.girth();
    shapes.ball(-0.20, 0, 1.00, 0.15, 0.17 * g, 0.13, 6, 10, Material.LEGS);
    shapes.tube(p(-0.20, 0, 1.00), 0.155 * g, p(-0.02, 0, 1.26), 0.16 * g, 10, 0.75, Material.TOP);
    shapes.tube(p(-0.02, 0, 1.26), 0.16 * g, p(0.13, 0, 1.46), 0.19 * g, 10, 0.62, Material.TOP);
    shapes.ball(0.13, 0, 1.46, 0.10, 0.19 * g, 0.08, 5, 10, Material.TOP);
    shapes.tube(p(0.15, 0, 1.48), 0.055, p(0.20, 0, 1.58), 0.05, 8, Material.SKIN);
    shapes.ball(0.235, 0, 1.66, 0.098, 0.078, 0.115, 8, 10, Material.SKIN);
    shapes.ball(0.21, 0, 1.69, 0.104, 0.088, 0.10, 6, 10, Material.HAIR);
    if (figure.hat()) {
      shapes.ball(0.22, 0, 1.735, 0.145, 0.105, 0.085, 6, 12, Material.HELMET);
    }
    if (figure.backpack()) {
      shapes.ball(-0.15, 0, 1.33, 0.13, 0.15, 0.2, 6, 10, Material.BAG);
    }
  }

  private void leg(int side, double pedal) {
    double footX = -0.07 + 0.17 * StrictMath.cos(pedal);
    double footZ = 0.30 + 0.17 * StrictMath.sin(pedal) + 0.05;
    double hipX = -0.18;
    double hipZ = 0.98;
    double y = 0.10 * side;
    double dx = footX - hipX;
    double dz = footZ - hipZ;
    double d = Math.min(Math.sqrt(dx * dx + dz * dz), THIGH + SHIN - 0.01);
    double along = (THIGH * THIGH - SHIN * SHIN + d * d) / (2 * d);
    double out = Math.sqrt(Math.max(0, THIGH * THIGH - along * along));
    double ux = dx / d;
    double uz = dz / d;
    double kneeX = hipX + ux * along - uz * out;
    double kneeZ = hipZ + uz * along + ux * out;
    shapes.limb(p(hipX, y, hipZ), 0.092, p(kneeX, y, kneeZ), 0.06, Material.LEGS);
    shapes.limb(p(kneeX, y, kneeZ), 0.06, p(footX, y, footZ), 0.042, Material.LEGS);
    shapes.ball(footX + 0.06, y, footZ - 0.03, 0.13, 0.045, 0.045, 4, 8, Material.SHOES);
  }

  private void arm(int side) {
    double[] shoulder = p(0.13, 0.20 * side, 1.44);
    double[] elbow = p(0.24, 0.27 * side, 1.20);
    double[] hand = p(0.38, 0.24 * side, 1.05);
    shapes.limb(shoulder, 0.06, elbow, 0.045, Material.TOP);
    shapes.limb(elbow, 0.044, hand, 0.034, Material.TOP);
    shapes.ball(0.39, 0.24 * side, 1.05, 0.05, 0.035, 0.04, 4, 6, Material.SKIN);
  }
}
