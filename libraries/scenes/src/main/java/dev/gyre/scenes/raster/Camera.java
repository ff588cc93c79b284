package dev.gyre.scenes.raster;

import dev.gyre.scenes.mesh.Triangles.Sphere;

/**
 * Where a picture is taken from. Axes are OpenCV's: x right, y down, z forward; the centre of the
 * top-left pixel is (0.5, 0.5).
 *
 * @param eye position in the world, metres
 * @param right unit direction of the image's x axis in the world
 * @param down unit direction of the image's y axis
 * @param forward unit direction of sight
 * @param focal focal length in pixels, or pixels a metre if parallel
 * @param parallel whether rays are parallel (sun shadows) and not through the eye
 */
public record Camera(
    Axis eye,
    Axis right,
    Axis down,
    Axis forward,
    double focal,
    double centreX,
    double centreY,
    int width,
    int height,
    boolean parallel) {

  /** Nothing nearer is drawn, metres. */
  public static final double NEAR = 0.15;

  /** Nearness of a point of a parallel view is this less its depth. */
  static final double PARALLEL_BASE = 2000;

  /** Three numbers of the world. */
  public record Axis(double x, double y, double z) {

    /** This direction with length 1. */
    public Axis unit() {
      double n = Math.sqrt(x * x + y * y + z * z);
      return new Axis(x / n, y / n, z / n);
    }

    /** Scalar product. */
    public double dot(Axis other) {
      return x * other.x + y * other.y + z * other.z;
    }

    /** Vector product. */
    public Axis cross(Axis o) {
      return new Axis(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }
  }

  /** A camera that sees with a focal length in pixels. */
  public static Camera seeing(
      Axis eye, Axis right, Axis down, Axis forward, double focal, int width, int height) {
    return new Camera(
        eye, right, down, forward, focal, width / 2.0, height / 2.0, width, height, false);
  }

  /** The camera under the road that sees in the same pixel what a mirror at z = 0 shows. */
  public Camera mirrored() {
    return new Camera(
        flip(eye),
        flip(right),
        flip(down),
        flip(forward),
        focal,
        centreX,
        centreY,
        width,
        height,
        parallel);
  }

  /** The same view on a grid of another size. */
  public Camera scaled(int newWidth, int newHeight) {
    double scale = (double) newWidth / width;
    return new Camera(
        eye,
        right,
        down,
        forward,
        focal * scale,
        centreX * scale,
        centreY * scale,
        newWidth,
        newHeight,
        parallel);
  }

  /** Depth along the optical axis of a point, metres. */
  public double depth(double x, double y, double z) {
    return (x - eye.x) * forward.x + (y - eye.y) * forward.y + (z - eye.z) * forward.z;
  }

  /** Image column of a point at this depth. */
  public double column(double x, double y, double z, double depth) {
    double side = (x - eye.x) * right.x + (y - eye.y) * right.y + (z - eye.z) * right.z;
    return centreX + focal * (parallel ? side : side / depth);
  }

  /** Image row of a point at this depth. */
  public double row(double x, double y, double z, double depth) {
    double side = (x - eye.x) * down.x + (y - eye.y) * down.y + (z - eye.z) * down.z;
    return centreY + focal * (parallel ? side : side / depth);
  }

  /** How near a depth is: grows towards the camera and is linear over the image. */
  public double nearness(double depth) {
    return parallel ? PARALLEL_BASE - depth : 1 / depth;
  }

  /** Whether anything of the ball may be in the picture. */
  public boolean sees(Sphere ball) {
    double z = depth(ball.x(), ball.y(), ball.z());
    double x =
        (ball.x() - eye.x) * right.x + (ball.y() - eye.y) * right.y + (ball.z() - eye.z) * right.z;
    double y =
        (ball.x() - eye.x) * down.x + (ball.y() - eye.y) * down.y + (ball.z() - eye.z) * down.z;
    if (parallel) {
      return Math.abs(x) - ball.radius() < centreX / focal
          && Math.abs(y) - ball.radius() < centreY / focal;
    }
    return z + ball.radius() > NEAR
        && within(Math.abs(x), z, ball.radius(), centreX / focal)
        && within(Math.abs(y), z, ball.radius(), centreY / focal);
  }

  private static boolean within(double side, double z, double radius, double slope) {
    return side - slope * z < radius * Math.sqrt(1 + slope * slope);
  }

  private static Axis flip(Axis axis) {
    return new Axis(axis.x, axis.y, -axis.z);
  }
}
