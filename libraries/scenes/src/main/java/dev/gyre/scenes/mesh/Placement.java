package dev.gyre.scenes.mesh;

/**
 * Where a thing stands: origin and the directions of its three axes in the world (x east, y north,
 * z up, metres).
 */
public record Placement(
    double x,
    double y,
    double z,
    double forwardX,
    double forwardY,
    double forwardZ,
    double leftX,
    double leftY,
    double leftZ,
    double upX,
    double upY,
    double upZ) {

  /** The world itself. */
  public static final Placement WORLD = new Placement(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);

  /** Upright at a point, facing a horizontal unit direction. */
  public static Placement upright(double x, double y, double z, double headingX, double headingY) {
    return new Placement(x, y, z, headingX, headingY, 0, -headingY, headingX, 0, 0, 0, 1);
  }

  /** This placement of a part that is moved and then turned about the left axis (a wheel). */
  public Placement rolled(double px, double py, double pz, double cosine, double sine) {
    Point origin = point(px, py, pz);
    return new Placement(
        origin.x(),
        origin.y(),
        origin.z(),
        forwardX * cosine - upX * sine,
        forwardY * cosine - upY * sine,
        forwardZ * cosine - upZ * sine,
        leftX,
        leftY,
        leftZ,
        forwardX * sine + upX * cosine,
        forwardY * sine + upY * cosine,
        forwardZ * sine + upZ * cosine);
  }

  /** A point of the thing in the world. */
  public Point point(double px, double py, double pz) {
    return new Point(
        x + forwardX * px + leftX * py + upX * pz,
        y + forwardY * px + leftY * py + upY * pz,
        z + forwardZ * px + leftZ * py + upZ * pz);
  }

  /** A point of the world, metres. */
  public record Point(double x, double y, double z) {}
}
