package dev.gyre.scenes.scene;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Body;
import dev.gyre.scenes.mesh.CarShape;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Placement;
import java.util.List;

/** A car that stands or drives; wheels turn with the way gone. */
record CarThing(
    int instance, Look.Car look, Route route, Mesh mesh, Mesh leftWheel, Mesh rightWheel)
    implements Thing {

  @Override
  public SceneClass kind() {
    return SceneClass.CAR;
  }

  @Override
  public Placement.Point middle(double time) {
    Placement at = route.at(time);
    return new Placement.Point(at.x(), at.y(), 0.8);
  }

  @Override
  public double reach() {
    return 4;
  }

  @Override
  public Body body(double time, double next, double distance) {
    Placement now = route.at(time);
    Placement then = route.at(next);
    CarShape shape = look.shape();
    Wheels wheels = new Wheels(now, then, shape, angle(time), angle(next));
    double rear = shape.axleRear() - shape.length() / 2;
    double front = shape.axleFront() - shape.length() / 2;
    double side = shape.halfWidth() - 0.015;
    Look.Car seen =
        new Look.Car(
            shape,
            look.paint(),
            now.forwardX(),
            now.forwardY(),
            look.driven(),
            look.braking(),
            look.lampsOn(),
            look.taxi(),
            look.salt());
    return new Body(
        instance,
        SceneClass.CAR,
        seen,
        List.of(
            new Body.Part(mesh, now, mesh, then),
            wheels.at(leftWheel, rear, side),
            wheels.at(leftWheel, front, side),
            wheels.at(rightWheel, rear, -side),
            wheels.at(rightWheel, front, -side)));
  }

  private double angle(double time) {
    return route.gone(time) / look.shape().wheel() + look.salt();
  }

  private record Wheels(
      Placement now, Placement then, CarShape shape, double turn, double nextTurn) {

    Body.Part at(Mesh wheel, double x, double y) {
      return new Body.Part(
          wheel,
          now.rolled(x, y, shape.wheel(), StrictMath.cos(turn), StrictMath.sin(turn)),
          wheel,
          then.rolled(x, y, shape.wheel(), StrictMath.cos(nextTurn), StrictMath.sin(nextTurn)));
    }
  }
}
