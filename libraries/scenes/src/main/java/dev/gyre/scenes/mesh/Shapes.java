package dev.gyre.scenes.mesh;

/** Simple solids that models are made of, added to a mesh. */
public final class Shapes {

  private static final int MAX_SIDES = 64;
  private static final double[][] COS = new double[MAX_SIDES + 1][];
  private static final double[][] SIN = new double[MAX_SIDES + 1][];

  static {
    for (int n = 1; n <= MAX_SIDES; n++) {
      COS[n] = new double[n + 1];
      SIN[n] = new double[n + 1];
      for (int i = 0; i <= n; i++) {
        COS[n][i] = StrictMath.cos(2 * StrictMath.PI * i / n);
        SIN[n][i] = StrictMath.sin(2 * StrictMath.PI * i / n);
      }
    }
  }

  private final Mesh mesh;
  private final boolean coarse;

  /** Adds to this mesh. */
  public Shapes(Mesh mesh) {
    this(mesh, false);
  }

  /** Adds to this mesh; coarse round things have about half the triangles. */
  public Shapes(Mesh mesh, boolean coarse) {
    this.mesh = mesh;
    this.coarse = coarse;
  }

  private int fewer(int count) {
    return coarse ? Math.max(2, (count * 5 + 4) / 8) : count;
  }

  /** Cosine of the i-th of n equal turns. */
  public static double cos(int i, int n) {
    return COS[n][i];
  }

  /** Sine of the i-th of n equal turns. */
  public static double sin(int i, int n) {
    return SIN[n][i];
  }

  /** A flat four-sided face with its own normal; corners in order. */
  public void face(double[] p, double[] q, double[] r, double[] s, Material kind) {
    double ax = q[0] - p[0];
    double ay = q[1] - p[1];
    double az = q[2] - p[2];
    double bx = s[0] - p[0];
    double by = s[1] - p[1];
    double bz = s[2] - p[2];
    double nx = ay * bz - az * by;
    double ny = az * bx - ax * bz;
    double nz = ax * by - ay * bx;
    int first = mesh.vertex(p[0], p[1], p[2], nx, ny, nz);
    int second = mesh.vertex(q[0], q[1], q[2], nx, ny, nz);
    int third = mesh.vertex(r[0], r[1], r[2], nx, ny, nz);
    int fourth = mesh.vertex(s[0], s[1], s[2], nx, ny, nz);
    mesh.quad(first, second, third, fourth, kind);
  }

  /** A box between two corners. */
  public void box(double x0, double y0, double z0, double x1, double y1, double z1, Material kind) {
    double[][] v = {
      {x0, y0, z0}, {x1, y0, z0}, {x1, y1, z0}, {x0, y1, z0},
      {x0, y0, z1}, {x1, y0, z1}, {x1, y1, z1}, {x0, y1, z1}
    };
    face(v[0], v[1], v[5], v[4], kind);
    face(v[1], v[2], v[6], v[5], kind);
    face(v[2], v[3], v[7], v[6], kind);
    face(v[3], v[0], v[4], v[7], kind);
    face(v[4], v[5], v[6], v[7], kind);
    face(v[3], v[2], v[1], v[0], kind);
  }

  /** A tapered tube between two points. */
  public void tube(double[] from, double r0, double[] to, double r1, int sides, Material kind) {
    tube(from, r0, to, r1, sides, 1, kind);
  }

  /**
   * A tapered tube between two points, flattened across one direction.
   *
   * @param flat thickness along the second cross direction as a share of the radius
   */
  public void tube(
      double[] from, double r0, double[] to, double r1, int fineSides, double flat, Material kind) {
    int sides = Math.max(3, fewer(fineSides));
    double[] d = {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
    double[][] frame = across(d);
    int first = mesh.size();
    for (int i = 0; i <= sides; i++) {
      double u = COS[sides][i];
      double v = SIN[sides][i] * flat;
      double nv = SIN[sides][i] / flat;
      double ox = frame[0][0] * u + frame[1][0] * v;
      double oy = frame[0][1] * u + frame[1][1] * v;
      double oz = frame[0][2] * u + frame[1][2] * v;
      double nx = frame[0][0] * u + frame[1][0] * nv;
      double ny = frame[0][1] * u + frame[1][1] * nv;
      double nz = frame[0][2] * u + frame[1][2] * nv;
      mesh.vertex(from[0] + ox * r0, from[1] + oy * r0, from[2] + oz * r0, nx, ny, nz);
      mesh.vertex(to[0] + ox * r1, to[1] + oy * r1, to[2] + oz * r1, nx, ny, nz);
    }
    for (int i = 0; i < sides; i++) {
      int v = first + 2 * i;
      mesh.quad(v, v + 2, v + 3, v + 1, kind);
    }
  }

  /** A tapered tube with round ends. */
  public void limb(double[] from, double r0, double[] to, double r1, Material kind) {
    tube(from, r0, to, r1, 8, kind);
    ball(from[0], from[1], from[2], r0, r0, r0, 3, 8, kind);
    ball(to[0], to[1], to[2], r1, r1, r1, 3, 8, kind);
  }

  /** An ellipsoid with its axes along x, y and z. */
  public void ball(
      double cx,
      double cy,
      double cz,
      double rx,
      double ry,
      double rz,
      int fineRings,
      int fineSides,
      Material kind) {
    int rings = fewer(fineRings);
    int sides = Math.max(4, fewer(fineSides));
    int first = mesh.size();
    for (int ring = 0; ring <= rings; ring++) {
      double up = COS[2 * rings][ring];
      double out = SIN[2 * rings][ring];
      for (int i = 0; i <= sides; i++) {
        double ux = out * COS[sides][i];
        double uy = out * SIN[sides][i];
        mesh.vertex(cx + rx * ux, cy + ry * uy, cz + rz * up, ux / rx, uy / ry, up / rz);
      }
    }
    int row = sides + 1;
    for (int ring = 0; ring < rings; ring++) {
      for (int i = 0; i < sides; i++) {
        int v = first + ring * row + i;
        mesh.quad(v, v + row, v + row + 1, v + 1, kind);
      }
    }
  }

  /** A ring in the plane across the y axis (a bicycle wheel, a tyre). */
  public void ring(
      double cx,
      double cy,
      double cz,
      double radius,
      double thick,
      int fineAround,
      int fineAcross,
      Material kind) {
    int around = fewer(fineAround);
    int across = Math.max(3, fewer(fineAcross));
    int first = mesh.size();
    for (int i = 0; i <= around; i++) {
      double ux = COS[around][i];
      double uz = SIN[around][i];
      for (int j = 0; j <= across; j++) {
        double out = COS[across][j];
        double side = SIN[across][j];
        double r = radius + thick * out;
        mesh.vertex(cx + r * ux, cy + thick * side, cz + r * uz, ux * out, side, uz * out);
      }
    }
    int row = across + 1;
    for (int i = 0; i < around; i++) {
      for (int j = 0; j < across; j++) {
        int v = first + i * row + j;
        mesh.quad(v, v + row, v + row + 1, v + 1, kind);
      }
    }
  }

  /** A disc facing along the y axis. */
  public void disc(
      double cx, double cy, double cz, double radius, int sides, double facing, Material kind) {
    int centre = mesh.vertex(cx, cy, cz, 0, facing, 0);
    int first = mesh.size();
    for (int i = 0; i <= sides; i++) {
      mesh.vertex(cx + radius * COS[sides][i], cy, cz + radius * SIN[sides][i], 0, facing, 0);
    }
    for (int i = 0; i < sides; i++) {
      mesh.triangle(centre, first + i, first + i + 1, kind);
    }
  }

  /** Two unit directions across a direction. */
  private static double[][] across(double[] d) {
    double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    double x = d[0] / length;
    double y = d[1] / length;
    double z = d[2] / length;
    double[] side = Math.abs(z) < 0.9 ? new double[] {-y, x, 0} : new double[] {0, -z, y};
    double n = Math.sqrt(side[0] * side[0] + side[1] * side[1] + side[2] * side[2]);
    side[0] /= n;
    side[1] /= n;
    side[2] /= n;
    double[] second = {
      y * side[2] - z * side[1], z * side[0] - x * side[2], x * side[1] - y * side[0]
    };
    return new double[][] {side, second};
  }
}
