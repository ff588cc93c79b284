package dev.gyre.scenes.scene;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Material;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Placement;
import java.util.ArrayList;
import java.util.List;

/** The ground of a street: carriageway, kerbs, pavements, gardens, crossing streets. */
final class GroundBuilder {

  private static final double STEP = 3;
  private static final double BESIDE = 75;

  private final Street street;
  private final StreetPlan plan;
  private final Look.Ground look;
  private final List<Thing> things = new ArrayList<>();

  GroundBuilder(Street street, StreetPlan plan, int salt) {
    this.street = street;
    this.plan = plan;
    this.look = new Look.Ground(salt);
  }

  List<Thing> build() {
    Mesh road = new Mesh();
    strip(road, -plan.kerb(-1), plan.kerb(1), 0, Material.ROAD, false);
    Mesh left = sidewalk(-1);
    Mesh right = sidewalk(1);
    for (double crossing : plan.crossings()) {
      crossStreet(crossing, -1, road, left);
      crossStreet(crossing, 1, road, right);
    }
    add(Ids.ROAD, SceneClass.ROAD, road);
    add(Ids.ROAD + 1, SceneClass.PAVEMENT, left);
    add(Ids.ROAD + 2, SceneClass.PAVEMENT, right);
    if (plan.setback() > 0) {
      Mesh grass = new Mesh();
      for (int side = -1; side <= 1; side += 2) {
        double inner = plan.kerb(side) + plan.pavement();
        strip(grass, side * inner, side * (inner + 40), StreetPlan.KERB, Material.GRASS, true);
      }
      add(Ids.ROAD + 3, SceneClass.GROUND, grass);
    }
    Mesh earth = new Mesh();
    plane(earth);
    add(Ids.ROAD + 4, SceneClass.GROUND, earth);
    return things;
  }

  private void add(int instance, SceneClass kind, Mesh mesh) {
    things.add(
        new Thing.Still(
            instance,
            kind,
            look,
            List.of(mesh, mesh, mesh),
            Placement.WORLD,
            new Placement.Point(0, 0, 0),
            1e6));
  }

  private Mesh sidewalk(int side) {
    Mesh mesh = new Mesh();
    double kerb = side * plan.kerb(side);
    double front = side * (plan.kerb(side) + plan.pavement());
    strip(mesh, kerb, kerb + side * 0.14, StreetPlan.KERB, Material.KERB, true);
    strip(mesh, kerb + side * 0.14, front, StreetPlan.KERB, Material.PAVEMENT, true);
    kerbFace(mesh, kerb, side);
    return mesh;
  }

  private void strip(Mesh mesh, double d0, double d1, double z, Material kind, boolean gaps) {
    for (double s = Street.START; s < street.end() - 1; s += STEP) {
      double s1 = s + STEP;
      if (!gaps || !plan.isCrossed(s + STEP / 2, 0)) {
        quad(mesh, s, s1, d0, d1, z, kind);
      }
    }
  }

  private void quad(
      Mesh mesh, double s0, double s1, double d0, double d1, double z, Material kind) {
    int a = vertex(mesh, s0, d0, z);
    int b = vertex(mesh, s1, d0, z);
    int c = vertex(mesh, s1, d1, z);
    int d = vertex(mesh, s0, d1, z);
    mesh.quad(a, b, c, d, kind);
  }

  private int vertex(Mesh mesh, double s, double d, double z) {
    Street.Spot spot = street.at(s, d);
    return mesh.vertex(spot.x(), spot.y(), z, 0, 0, 1, s, d, z);
  }

  private void kerbFace(Mesh mesh, double d, int side) {
    for (double s = Street.START; s < street.end() - 1; s += STEP) {
      if (!plan.isCrossed(s + STEP / 2, 0)) {
        int[] corner = new int[4];
        for (int i = 0; i < 4; i++) {
          double at = i == 0 || i == 3 ? s : s + STEP;
          double z = i < 2 ? -0.01 : StreetPlan.KERB;
          Street.Spot spot = street.at(at, d);
          corner[i] =
              mesh.vertex(
                  spot.x(),
                  spot.y(),
                  z,
                  -spot.headingY() * side,
                  spot.headingX() * side,
                  0,
                  at,
                  d,
                  z);
        }
        mesh.quad(corner[0], corner[1], corner[2], corner[3], Material.KERB);
      }
    }
  }

  /** One arm of a crossing street; drawing coordinates are metres along it and from its middle. */
  private void crossStreet(double crossing, int side, Mesh road, Mesh pavement) {
    Street.Spot origin = street.at(crossing, 0);
    double half = plan.crossingHalfWidth();
    double from = plan.kerb(side);
    double walk = plan.kerb(side) + plan.pavement();
    double[][] bands = {
      {-half, half, 0},
      {-half - 0.14, -half, 1},
      {half, half + 0.14, 1},
      {-half - plan.pavement(), -half - 0.14, 2},
      {half + 0.14, half + plan.pavement(), 2}
    };
    for (double[] band : bands) {
      boolean carriageway = band[2] == 0;
      double begin = carriageway ? from : walk;
      Material kind =
          carriageway ? Material.CROSS_ROAD : band[2] == 1 ? Material.KERB : Material.PAVEMENT;
      double z = carriageway ? 0 : StreetPlan.KERB;
      Mesh mesh = carriageway ? road : pavement;
      int[] v = new int[4];
      for (int i = 0; i < 4; i++) {
        double along = i == 0 || i == 3 ? begin : BESIDE;
        double across = i < 2 ? band[0] : band[1];
        v[i] = crossVertex(mesh, origin, side, along, across, z);
      }
      mesh.quad(v[0], v[1], v[2], v[3], kind);
    }
    for (int end = -1; end <= 1; end += 2) {
      crossKerb(pavement, origin, side, from, end * half);
    }
  }

  private static int crossVertex(
      Mesh mesh, Street.Spot origin, int side, double along, double across, double z) {
    double x = origin.x() + origin.headingY() * side * along + origin.headingX() * across;
    double y = origin.y() - origin.headingX() * side * along + origin.headingY() * across;
    return mesh.vertex(x, y, z, 0, 0, 1, along, across, z);
  }

  private static void crossKerb(
      Mesh mesh, Street.Spot origin, int side, double from, double across) {
    int a = crossVertex(mesh, origin, side, from, across, -0.01);
    int b = crossVertex(mesh, origin, side, BESIDE, across, -0.01);
    int c = crossVertex(mesh, origin, side, BESIDE, across, StreetPlan.KERB);
    int d = crossVertex(mesh, origin, side, from, across, StreetPlan.KERB);
    mesh.quad(a, b, c, d, Material.KERB);
  }

  /** Bare ground around the whole street, whichever way it bends. */
  private void plane(Mesh mesh) {
    double size = 200;
    int reach = (int) Math.ceil((street.end() + 300) / size);
    for (int i = -reach; i < reach; i++) {
      for (int j = -2; j < reach; j++) {
        int a = mesh.vertex(i * size, j * size, -0.08, 0, 0, 1);
        int b = mesh.vertex((i + 1) * size, j * size, -0.08, 0, 0, 1);
        int c = mesh.vertex((i + 1) * size, (j + 1) * size, -0.08, 0, 0, 1);
        int d = mesh.vertex(i * size, (j + 1) * size, -0.08, 0, 0, 1);
        mesh.quad(a, b, c, d, Material.EARTH);
      }
    }
  }
}
