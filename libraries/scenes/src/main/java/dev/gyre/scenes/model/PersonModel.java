package dev.gyre.scenes.model;

import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Shapes;

/** A person who walks: limbs on joints, one builder for every phase, so that meshes correspond. */
public final class PersonModel {

  private final Figure figure;
  private final Mesh mesh = new Mesh();
  private final Shapes shapes;
  private final double s;
  private final double g;

  private PersonModel(Figure figure, boolean coarse) {
    this.shapes = new Shapes(mesh, coarse);
    this.figure = figure;
    this.s = figure.height() / 1.75;
    this.g = s * figure.girth();
  }

  /**
   * A walker.
   *
   * @param phase of the step in radians
   * @param stride 0 standing, 1 a brisk walk
   * @param coarse whether it is far away
   */
  public static Mesh walking(Figure figure, double phase, double stride, boolean coarse) {
    PersonModel model = new PersonModel(figure, coarse);
    double bob = 0.02 * stride * StrictMath.cos(2 * phase);
    model.leg(1, phase, stride, bob);
    model.leg(-1, phase + StrictMath.PI, stride, bob);
    model.torso(bob);
    model.head(0, 1.60 + bob, 0);
    model.arm(1, phase + StrictMath.PI, stride, bob);
    model.arm(-1, phase, figure.umbrella() ? -1 : stride, bob);
    model.carried(bob);
    return model.mesh;
  }

  private double[] p(double x, double y, double z) {
    return new double[] {x * s, y * g, z * s};
  }

  private void leg(int side, double phase, double stride, double bob) {
    double thigh = 0.46 * stride * StrictMath.sin(phase);
    double lift = Math.max(0, StrictMath.cos(phase));
    double knee = 0.08 + 0.75 * stride * lift * lift;
    double y = 0.095 * side;
    double hipZ = 0.91 + bob;
    double kneeX = 0.44 * StrictMath.sin(thigh);
    double kneeZ = hipZ - 0.44 * StrictMath.cos(thigh);
    double footX = kneeX + 0.42 * StrictMath.sin(thigh - knee);
    double footZ = kneeZ - 0.42 * StrictMath.cos(thigh - knee);
    shapes.limb(p(0, y, hipZ), 0.092 * g, p(kneeX, y, kneeZ), 0.062 * g, Material.LEGS);
    shapes.limb(p(kneeX, y, kneeZ), 0.062 * g, p(footX, y, footZ), 0.043 * g, Material.LEGS);
    shapes.ball(
        (footX + 0.06) * s,
        y * g,
        (footZ - 0.015) * s,
        0.135 * s,
        0.05 * g,
        0.05 * s,
        4,
        8,
        Material.SHOES);
  }

  private void torso(double bob) {
    shapes.tube(
        p(0, 0, 0.84 + bob), 0.165 * g, p(0, 0, 1.06 + bob), 0.15 * g, 10, 0.72, Material.LEGS);
    shapes.tube(
        p(0, 0, 0.98 + bob), 0.162 * g, p(0.01, 0, 1.16 + bob), 0.155 * g, 10, 0.66, Material.TOP);
    shapes.tube(
        p(0.01, 0, 1.16 + bob), 0.155 * g, p(0, 0, 1.38 + bob), 0.205 * g, 10, 0.58, Material.TOP);
    shapes.tube(
        p(0, 0, 1.38 + bob), 0.205 * g, p(0, 0, 1.46 + bob), 0.075 * g, 10, 0.62, Material.TOP);
    shapes.tube(p(0, 0, 1.43 + bob), 0.055 * s, p(0.01, 0, 1.53 + bob), 0.05 * s, 8, Material.SKIN);
    if (figure.coatLength() > 0) {
      shapes.tube(
          p(0, 0, 1.12 + bob),
          0.165 * g,
          p(-0.02, 0, 0.90 + bob - figure.coatLength()),
          0.235 * g,
          12,
          0.75,
          Material.TOP);
    }
  }

  private void head(double x, double z, double lean) {
    shapes.ball((x + lean) * s, 0, z * s, 0.098 * s, 0.078 * s, 0.118 * s, 8, 10, Material.SKIN);
    shapes.ball(
        (x + lean + 0.095) * s,
        0,
        (z - 0.01) * s,
        0.022 * s,
        0.016 * s,
        0.026 * s,
        3,
        6,
        Material.SKIN);
    shapes.ball(
        (x + lean - 0.022) * s,
        0,
        (z + 0.035) * s,
        0.100 * s,
        0.088 * s,
        0.105 * s,
        7,
        10,
        Material.HAIR);
    if (figure.longHair()) {
      shapes.ball(
          (x + lean - 0.06) * s,
          0,
          (z - 0.07) * s,
          0.055 * s,
          0.085 * s,
          0.13 * s,
          5,
          8,
          Material.HAIR);
    }
    if (figure.hat()) {
      shapes.ball(
          (x + lean - 0.01) * s,
          0,
          (z + 0.075) * s,
          0.112 * s,
          0.096 * s,
          0.075 * s,
          5,
          10,
          Material.BAG);
    }
  }

  private void arm(int side, double phase, double stride, double bob) {
    double y = 0.225 * side;
    double swing = 0.55 * Math.max(0, stride) * StrictMath.sin(phase);
    double elbow = 0.22 + 0.25 * Math.max(0, stride) * Math.max(0, StrictMath.sin(phase));
    if (stride < 0) {
      swing = 0.35;
      elbow = 1.9;
    }
    double shoulderZ = 1.385 + bob;
    double elbowX = 0.28 * StrictMath.sin(swing);
    double elbowZ = shoulderZ - 0.28 * StrictMath.cos(swing);
    double handX = elbowX + 0.25 * StrictMath.sin(swing + elbow);
    double handZ = elbowZ - 0.25 * StrictMath.cos(swing + elbow);
    shapes.limb(
        p(0, y, shoulderZ), 0.062 * g, p(elbowX, y * 1.06, elbowZ), 0.046 * g, Material.TOP);
    shapes.limb(
        p(elbowX, y * 1.06, elbowZ), 0.045 * g, p(handX, y, handZ), 0.034 * g, Material.TOP);
    shapes.ball(
        handX * s, y * g, (handZ - 0.03) * s, 0.04 * s, 0.03 * s, 0.06 * s, 4, 6, Material.SKIN);
    if (side == 1 && figure.handbag()) {
      double z = (handZ - 0.32) * s;
      shapes.box(
          (handX - 0.16) * s,
          y * g - 0.05,
          z,
          (handX + 0.16) * s,
          y * g + 0.05,
          z + 0.24 * s,
          Material.BAG);
    }
  }

  private void carried(double bob) {
    if (figure.backpack()) {
      shapes.ball(
          -0.19 * s, 0, (1.22 + bob) * s, 0.11 * s, 0.155 * s, 0.22 * s, 6, 10, Material.BAG);
    }
    if (figure.umbrella()) {
      double x = 0.24 * s;
      double y = -0.19 * g;
      double top = (2.12 + bob) * s;
      shapes.tube(
          new double[] {x, y, 1.2 * s}, 0.012, new double[] {x, y, top}, 0.012, 5, Material.SHOES);
      shapes.tube(
          new double[] {x, y, top - 0.26 * s},
          0.56 * s,
          new double[] {x, y, top - 0.08 * s},
          0.34 * s,
          10,
          Material.UMBRELLA);
      shapes.tube(
          new double[] {x, y, top - 0.08 * s},
          0.34 * s,
          new double[] {x, y, top},
          0.02,
          10,
          Material.UMBRELLA);
    }
  }
}
