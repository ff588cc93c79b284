package dev.gyre.scenes.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All triangles of one instant in world coordinates, with where each vertex is at the next instant.
 * The triangles of one body are contiguous. One thread owns a buffer and uses it again for the next
 * frame; arrays are open to the passes because they are walked millions of times a frame.
 */
public final class Triangles {

  /** Positions now, then at the next instant, drawing coordinates and shading normals. */
  public float[] x = new float[1 << 15];

  public float[] y = new float[1 << 15];
  public float[] z = new float[1 << 15];
  public float[] nextX = new float[1 << 15];
  public float[] nextY = new float[1 << 15];
  public float[] nextZ = new float[1 << 15];
  public float[] localX = new float[1 << 15];
  public float[] localY = new float[1 << 15];
  public float[] localZ = new float[1 << 15];
  public float[] normalX = new float[1 << 15];
  public float[] normalY = new float[1 << 15];
  public float[] normalZ = new float[1 << 15];

  /** Corners, material ordinal and slot of each triangle. */
  public int[] a = new int[1 << 15];

  public int[] b = new int[1 << 15];
  public int[] c = new int[1 << 15];
  public byte[] material = new byte[1 << 15];
  public int[] slot = new int[1 << 15];

  private final List<Slot> slots = new ArrayList<>();
  private int vertices;
  private int triangles;

  /** The triangles and vertices of one body, half-open ranges. */
  public record Slot(
      Body body,
      int firstVertex,
      int endVertex,
      int firstTriangle,
      int endTriangle,
      Sphere bounds) {}

  /** A ball around all vertices of a body. */
  public record Sphere(double x, double y, double z, double radius) {}

  /** Empties the buffer; the arrays stay. */
  public void clear() {
    slots.clear();
    vertices = 0;
    triangles = 0;
  }

  /** Adds a body of parts. */
  public void add(Body body) {
    int firstVertex = vertices;
    int firstTriangle = triangles;
    for (Body.Part part : body.parts()) {
      append(part);
    }
    slots.add(
        new Slot(
            body, firstVertex, vertices, firstTriangle, triangles, bounds(firstVertex, vertices)));
  }

  /** The bodies in the order in which they were added. */
  public List<Slot> slots() {
    return slots;
  }

  /** The slot of a triangle. */
  public Slot slotOf(int triangle) {
    return slots.get(slot[triangle]);
  }

  /** How many vertices there are. */
  public int vertexCount() {
    return vertices;
  }

  private void append(Body.Part part) {
    Mesh now = part.now();
    reserve(vertices + now.vertices, triangles + now.triangles);
    place(now, part.placement(), x, y, z);
    if (part.isStill()) {
      System.arraycopy(x, vertices, nextX, vertices, now.vertices);
      System.arraycopy(y, vertices, nextY, vertices, now.vertices);
      System.arraycopy(z, vertices, nextZ, vertices, now.vertices);
    } else {
      place(part.next(), part.nextPlacement(), nextX, nextY, nextZ);
    }
    placeNormals(now, part.placement());
    System.arraycopy(now.localX, 0, localX, vertices, now.vertices);
    System.arraycopy(now.localY, 0, localY, vertices, now.vertices);
    System.arraycopy(now.localZ, 0, localZ, vertices, now.vertices);
    for (int i = 0; i < now.triangles; i++) {
      a[triangles] = now.a[i] + vertices;
      b[triangles] = now.b[i] + vertices;
      c[triangles] = now.c[i] + vertices;
      material[triangles] = now.material[i];
      slot[triangles++] = slots.size();
    }
    vertices += now.vertices;
  }

  private void place(Mesh mesh, Placement p, float[] toX, float[] toY, float[] toZ) {
    for (int i = 0, to = vertices; i < mesh.vertices; i++, to++) {
      double mx = mesh.x[i];
      double my = mesh.y[i];
      double mz = mesh.z[i];
      toX[to] = (float) (p.x() + p.forwardX() * mx + p.leftX() * my + p.upX() * mz);
      toY[to] = (float) (p.y() + p.forwardY() * mx + p.leftY() * my + p.upY() * mz);
      toZ[to] = (float) (p.z() + p.forwardZ() * mx + p.leftZ() * my + p.upZ() * mz);
    }
  }

  private void placeNormals(Mesh mesh, Placement p) {
    for (int i = 0, to = vertices; i < mesh.vertices; i++, to++) {
      double mx = mesh.normalX[i];
      double my = mesh.normalY[i];
      double mz = mesh.normalZ[i];
      normalX[to] = (float) (p.forwardX() * mx + p.leftX() * my + p.upX() * mz);
      normalY[to] = (float) (p.forwardY() * mx + p.leftY() * my + p.upY() * mz);
      normalZ[to] = (float) (p.forwardZ() * mx + p.leftZ() * my + p.upZ() * mz);
    }
  }

  private Sphere bounds(int from, int to) {
    double lowX = 1e9;
    double lowY = 1e9;
    double lowZ = 1e9;
    double highX = -1e9;
    double highY = -1e9;
    double highZ = -1e9;
    for (int i = from; i < to; i++) {
      lowX = Math.min(lowX, x[i]);
      lowY = Math.min(lowY, y[i]);
      lowZ = Math.min(lowZ, z[i]);
      highX = Math.max(highX, x[i]);
      highY = Math.max(highY, y[i]);
      highZ = Math.max(highZ, z[i]);
    }
    double dx = highX - lowX;
    double dy = highY - lowY;
    double dz = highZ - lowZ;
    return new Sphere(
        (lowX + highX) / 2,
        (lowY + highY) / 2,
        (lowZ + highZ) / 2,
        0.5 * Math.sqrt(dx * dx + dy * dy + dz * dz));
  }

  private void reserve(int vertexCount, int triangleCount) {
    if (vertexCount > x.length) {
      growVertices(Math.max(vertexCount, x.length * 2));
    }
    if (triangleCount > a.length) {
      int size = Math.max(triangleCount, a.length * 2);
      a = Arrays.copyOf(a, size);
      b = Arrays.copyOf(b, size);
      c = Arrays.copyOf(c, size);
      material = Arrays.copyOf(material, size);
      slot = Arrays.copyOf(slot, size);
    }
  }

  private void growVertices(int size) {
    x = Arrays.copyOf(x, size);
    y = Arrays.copyOf(y, size);
    z = Arrays.copyOf(z, size);
    nextX = Arrays.copyOf(nextX, size);
    nextY = Arrays.copyOf(nextY, size);
    nextZ = Arrays.copyOf(nextZ, size);
    localX = Arrays.copyOf(localX, size);
    localY = Arrays.copyOf(localY, size);
    localZ = Arrays.copyOf(localZ, size);
    normalX = Arrays.copyOf(normalX, size);
    normalY = Arrays.copyOf(normalY, size);
    normalZ = Arrays.copyOf(normalZ, size);
  }
}
