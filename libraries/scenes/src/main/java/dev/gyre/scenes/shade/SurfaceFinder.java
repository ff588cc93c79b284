package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.mesh.Triangles.Slot;
import dev.gyre.scenes.raster.Camera;

/** Finds the point of a triangle that a ray through the picture meets. */
public final class SurfaceFinder {

  private static final double THIN = 1e-12;

  private final Triangles triangles;
  private final Camera camera;

  // Results of the last intersection.
  private double depth;
  private double second;
  private double third;
  private double rayX;
  private double rayY;
  private double rayZ;
  private double crossX;
  private double crossY;
  private double crossZ;

  /** Finds points of these triangles for this camera. */
  public SurfaceFinder(Triangles triangles, Camera camera) {
    this.triangles = triangles;
    this.camera = camera;
  }

  /**
   * Meets the plane of a triangle.
   *
   * @param nearness what the raster found there, used where the triangle is seen edge-on
   */
  public void meet(int t, double column, double row, double nearness) {
    double sx = (column - camera.centreX()) / camera.focal();
    double sy = (row - camera.centreY()) / camera.focal();
    rayX = camera.forward().x() + camera.right().x() * sx + camera.down().x() * sy;
    rayY = camera.forward().y() + camera.right().y() * sx + camera.down().y() * sy;
    rayZ = camera.forward().z() + camera.right().z() * sx + camera.down().z() * sy;
    int a = triangles.a[t];
    int b = triangles.b[t];
    int c = triangles.c[t];
    double ax = triangles.x[a];
    double ay = triangles.y[a];
    double az = triangles.z[a];
    double e1x = triangles.x[b] - ax;
    double e1y = triangles.y[b] - ay;
    double e1z = triangles.z[b] - az;
    double e2x = triangles.x[c] - ax;
    double e2y = triangles.y[c] - ay;
    double e2z = triangles.z[c] - az;
    double px = rayY * e2z - rayZ * e2y;
    double py = rayZ * e2x - rayX * e2z;
    double pz = rayX * e2y - rayY * e2x;
    double det = e1x * px + e1y * py + e1z * pz;
    crossX = e1y * e2z - e1z * e2y;
    crossY = e1z * e2x - e1x * e2z;
    crossZ = e1x * e2y - e1y * e2x;
    double rasterDepth = 1 / nearness;
    if (Math.abs(det) < THIN) {
      settle(rasterDepth, 1.0 / 3, 1.0 / 3);
      return;
    }
    double inverse = 1 / det;
    double tx = camera.eye().x() - ax;
    double ty = camera.eye().y() - ay;
    double tz = camera.eye().z() - az;
    double qx = ty * e1z - tz * e1y;
    double qy = tz * e1x - tx * e1z;
    double qz = tx * e1y - ty * e1x;
    double met = (e2x * qx + e2y * qy + e2z * qz) * inverse;
    boolean sane = met > 0.9 * rasterDepth - 0.01 && met < 1.1 * rasterDepth + 0.01;
    settle(
        sane ? met : rasterDepth,
        (tx * px + ty * py + tz * pz) * inverse,
        (rayX * qx + rayY * qy + rayZ * qz) * inverse);
  }

  /** Holds the point within the triangle, where a sample of a thin one falls outside. */
  private void settle(double newDepth, double newSecond, double newThird) {
    depth = newDepth;
    second = Math.min(1, Math.max(0, newSecond));
    third = Math.min(1 - second, Math.max(0, newThird));
  }

  /** Depth along the optical axis, metres. */
  public double depth() {
    return depth;
  }

  /** Where the met point of the triangle will be, along one axis's array of positions. */
  public double interpolate(int t, float[] values) {
    double a = values[triangles.a[t]];
    double b = values[triangles.b[t]];
    double c = values[triangles.c[t]];
    return a + (b - a) * second + (c - a) * third;
  }

  /** The normal of the met plane towards the camera as (x, y, z) of camera axes. */
  public void normal(float[] into, int at) {
    double n = Math.sqrt(crossX * crossX + crossY * crossY + crossZ * crossZ);
    double towards = crossX * rayX + crossY * rayY + crossZ * rayZ;
    double scale = n > 0 ? (towards > 0 ? -1 / n : 1 / n) : 0;
    into[at] = (float) (scale * dot(camera.right()));
    into[at + 1] = (float) (scale * dot(camera.down()));
    into[at + 2] = (float) (scale * dot(camera.forward()));
  }

  private double dot(Camera.Axis axis) {
    return crossX * axis.x() + crossY * axis.y() + crossZ * axis.z();
  }

  /** Fills in the point for the shaders. */
  void describe(int t, Slot slot, Surface s) {
    s.reset();
    s.x = camera.eye().x() + rayX * depth;
    s.y = camera.eye().y() + rayY * depth;
    s.z = camera.eye().z() + rayZ * depth;
    s.depth = depth;
    double length = Math.sqrt(rayX * rayX + rayY * rayY + rayZ * rayZ);
    s.distance = depth * length;
    s.viewX = -rayX / length;
    s.viewY = -rayY / length;
    s.viewZ = -rayZ / length;
    s.u = interpolate(t, triangles.localX);
    s.v = interpolate(t, triangles.localY);
    s.w = interpolate(t, triangles.localZ);
    s.material = Material.at(triangles.material[t]);
    s.body = slot.body();
    normals(t, s);
    double facing = s.flatX * s.viewX + s.flatY * s.viewY + s.flatZ * s.viewZ;
    s.footprint = depth / camera.focal() / Math.max(0.08, facing);
  }

  private void normals(int t, Surface s) {
    double n = Math.sqrt(crossX * crossX + crossY * crossY + crossZ * crossZ) + 1e-30;
    double towards = crossX * s.viewX + crossY * s.viewY + crossZ * s.viewZ;
    double scale = towards < 0 ? -1 / n : 1 / n;
    s.flatX = crossX * scale;
    s.flatY = crossY * scale;
    s.flatZ = crossZ * scale;
    double x = interpolate(t, triangles.normalX);
    double y = interpolate(t, triangles.normalY);
    double z = interpolate(t, triangles.normalZ);
    double length = Math.sqrt(x * x + y * y + z * z);
    boolean leaf = s.material == Material.LEAF;
    double agree = x * s.flatX + y * s.flatY + z * s.flatZ;
    double k = length > 1e-6 ? (agree < 0 && !leaf ? -1 / length : 1 / length) : 0;
    s.nx = length > 1e-6 ? x * k : s.flatX;
    s.ny = length > 1e-6 ? y * k : s.flatY;
    s.nz = length > 1e-6 ? z * k : s.flatZ;
  }
}
