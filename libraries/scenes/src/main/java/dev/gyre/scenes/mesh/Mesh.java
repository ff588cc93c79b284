package dev.gyre.scenes.mesh;

import java.util.Arrays;

/**
 * Triangles of one thing in its own coordinates: x forward, y left, z up, metres. Each vertex has a
 * second position that stays with the thing when limbs move and wheels turn; shaders draw from it.
 */
public final class Mesh {

  private static final int CAPACITY = 1024;

  float[] x = new float[CAPACITY];
  float[] y = new float[CAPACITY];
  float[] z = new float[CAPACITY];
  float[] localX = new float[CAPACITY];
  float[] localY = new float[CAPACITY];
  float[] localZ = new float[CAPACITY];
  float[] normalX = new float[CAPACITY];
  float[] normalY = new float[CAPACITY];
  float[] normalZ = new float[CAPACITY];
  int vertices;
  int[] a = new int[CAPACITY];
  int[] b = new int[CAPACITY];
  int[] c = new int[CAPACITY];
  byte[] material = new byte[CAPACITY];
  int triangles;

  /** Adds a vertex whose drawing coordinates are its position. */
  public int vertex(double px, double py, double pz, double nx, double ny, double nz) {
    return vertex(px, py, pz, nx, ny, nz, px, py, pz);
  }

  /** Adds a vertex: position, normal of any length, drawing coordinates. */
  public int vertex(
      double px,
      double py,
      double pz,
      double nx,
      double ny,
      double nz,
      double u,
      double v,
      double w) {
    if (vertices == x.length) {
      growVertices();
    }
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    double scale = length > 0 ? 1 / length : 0;
    x[vertices] = (float) px;
    y[vertices] = (float) py;
    z[vertices] = (float) pz;
    normalX[vertices] = (float) (nx * scale);
    normalY[vertices] = (float) (ny * scale);
    normalZ[vertices] = (float) (nz * scale);
    localX[vertices] = (float) u;
    localY[vertices] = (float) v;
    localZ[vertices] = (float) w;
    return vertices++;
  }

  /** Adds a triangle. */
  public void triangle(int first, int second, int third, Material kind) {
    if (triangles == a.length) {
      int size = triangles * 2;
      a = Arrays.copyOf(a, size);
      b = Arrays.copyOf(b, size);
      c = Arrays.copyOf(c, size);
      material = Arrays.copyOf(material, size);
    }
    a[triangles] = first;
    b[triangles] = second;
    c[triangles] = third;
    material[triangles++] = kind.code();
  }

  /** Adds two triangles over four corners in order. */
  public void quad(int first, int second, int third, int fourth, Material kind) {
    triangle(first, second, third, kind);
    triangle(first, third, fourth, kind);
  }

  /** Moves the drawing coordinates of all vertices from this one on. */
  public void shiftLocal(int fromVertex, double u, double v, double w) {
    for (int i = fromVertex; i < vertices; i++) {
      localX[i] += (float) u;
      localY[i] += (float) v;
      localZ[i] += (float) w;
    }
  }

  /** How many vertices there are. */
  public int size() {
    return vertices;
  }

  /** How many triangles there are. */
  public int triangleCount() {
    return triangles;
  }

  private void growVertices() {
    int size = vertices * 2;
    x = Arrays.copyOf(x, size);
    y = Arrays.copyOf(y, size);
    z = Arrays.copyOf(z, size);
    localX = Arrays.copyOf(localX, size);
    localY = Arrays.copyOf(localY, size);
    localZ = Arrays.copyOf(localZ, size);
    normalX = Arrays.copyOf(normalX, size);
    normalY = Arrays.copyOf(normalY, size);
    normalZ = Arrays.copyOf(normalZ, size);
  }
}
