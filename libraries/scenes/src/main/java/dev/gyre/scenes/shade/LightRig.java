package dev.gyre.scenes.shade;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.CarShape;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Look.Facade;
import dev.gyre.scenes.mesh.Look.GroundFloor;
import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.mesh.Triangles.Slot;
import dev.gyre.scenes.mesh.Triangles.Sphere;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.Camera.Axis;
import dev.gyre.scenes.scene.Conditions;
import dev.gyre.scenes.scene.Lamp;
import dev.gyre.scenes.scene.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the lamps that burn: street lamps, head and tail lamps, shop windows, the own car's. */
final class LightRig {

  private static final int MOST = 40;

  private final Camera camera;
  private final Conditions conditions;
  private final List<Light> lights = new ArrayList<>();

  private LightRig(Camera camera, Conditions conditions) {
    this.camera = camera;
    this.conditions = conditions;
  }

  /** The lamps that matter for a picture, nearest first. */
  static List<Light> of(World world, Triangles triangles, Camera camera, Conditions conditions) {
    LightRig rig = new LightRig(camera, conditions);
    if (conditions.lampsOn()) {
      double dark = Math.max(0.12, conditions.darkness());
      world.lamps().forEach(lamp -> rig.street(lamp, dark));
      triangles.slots().forEach(slot -> rig.shop(slot, dark));
      rig.own(dark);
    }
    if (conditions.carLampsOn()) {
      triangles.slots().forEach(rig::car);
    }
    rig.lights.sort(Comparator.comparingDouble(rig::rank));
    return rig.lights.subList(0, Math.min(MOST, rig.lights.size()));
  }

  private double rank(Light light) {
    double dx = light.x() - camera.eye().x();
    double dy = light.y() - camera.eye().y();
    return Math.sqrt(dx * dx + dy * dy) - light.range() * 0.5;
  }

  private void add(Light light) {
    if (camera.sees(new Sphere(light.x(), light.y(), light.z(), light.range()))) {
      lights.add(light);
    }
  }

  private void street(Lamp lamp, double dark) {
    double power = 44 * lamp.power() * dark;
    add(
        new Light(
            lamp.x(),
            lamp.y(),
            lamp.z(),
            power * lamp.colour().red(),
            power * lamp.colour().green(),
            power * lamp.colour().blue(),
            21,
            0,
            0,
            -1,
            1,
            0.5,
            null));
  }

  private void shop(Slot slot, double dark) {
    if (slot.body().kind() != SceneClass.BUILDING
        || !(slot.body().look() instanceof Facade facade)
        || facade.groundFloor() != GroundFloor.SHOP) {
      return;
    }
    Placement at = slot.body().parts().getFirst().placement();
    double warm = FacadeShader.shopWarmth(facade);
    for (double share = 0.25; share < 1; share += 0.5) {
      Placement.Point p = at.point(facade.widthMetres() * share, -1.0, 2.1);
      double power = 3.4 * dark * FacadeShader.shopLight(facade);
      add(
          new Light(
              p.x(),
              p.y(),
              p.z(),
              power,
              power * Math.sqrt(warm),
              power * warm,
              9,
              -at.leftX(),
              -at.leftY(),
              -0.25,
              1,
              0,
              null));
    }
  }

  private void own(double dark) {
    Axis f = camera.forward();
    for (int side = -1; side <= 1; side += 2) {
      double x = camera.eye().x() + f.x() * 0.8 + camera.right().x() * 0.6 * side;
      double y = camera.eye().y() + f.y() * 0.8 + camera.right().y() * 0.6 * side;
      double power = 46 * dark * (1 - 0.45 * conditions.wet());
      lights.add(
          new Light(
              x, y, 0.75, power, power * 0.95, power * 0.85, 55, f.x(), f.y(), -0.045, 2, 0, null));
    }
  }

  private void car(Slot slot) {
    if (!(slot.body().look() instanceof Look.Car car) || !car.lampsOn()) {
      return;
    }
    Placement at = slot.body().parts().getFirst().placement();
    CarShape shape = car.shape();
    double dark = Math.max(0.15, conditions.darkness());
    double fx = at.forwardX();
    double fy = at.forwardY();
    boolean faces = fx * camera.forward().x() + fy * camera.forward().y() < 0.3;
    if (faces) {
      for (int side = -1; side <= 1; side += 2) {
        Placement.Point p =
            at.point(
                shape.length() / 2 + 0.05, side * 0.63 * shape.halfWidth(), shape.nose() - 0.09);
        double power = 60 * dark * (1 - 0.3 * conditions.wet());
        add(
            new Light(
                p.x(),
                p.y(),
                p.z(),
                power,
                power * 0.96,
                power * 0.88,
                30,
                fx,
                fy,
                -0.05,
                2,
                0.55,
                null));
      }
    } else {
      Placement.Point p = at.point(-shape.length() / 2 - 0.2, 0, 0.8);
      double power = (car.braking() ? 2.6 : 0.9) * dark;
      add(
          new Light(
              p.x(), p.y(), p.z(), power, power * 0.05, power * 0.03, 6, -fx, -fy, 0, 1, 0, null));
    }
  }
}
