package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.scene.Conditions;
import dev.gyre.scenes.scene.StreetPlan;

/** Gives each material to the shader that draws it. */
final class Materials {

  private final GroundShader ground;
  private final FacadeShader facades;
  private final CarShader cars;
  private final ThingShader things;

  Materials(StreetPlan plan, Conditions conditions, int salt) {
    ground = new GroundShader(plan, conditions, salt);
    facades = new FacadeShader(conditions);
    cars = new CarShader(conditions);
    things = new ThingShader(conditions);
  }

  void draw(Surface s) {
    Look look = s.body.look();
    switch (s.material) {
      case ROAD -> ground.road(s, false);
      case CROSS_ROAD -> ground.road(s, true);
      case PAVEMENT -> ground.pavement(s);
      case KERB -> ground.kerb(s);
      case GRASS -> ground.grass(s);
      case EARTH -> ground.earth(s);
      case FACADE -> facades.shade(s, (Look.Facade) look);
      case ROOF -> things.roof(s, look);
      case TRIM -> things.trim(s, look);
      case BARS, CAR_TRIM, TYRE -> {
        s.paint(0.022, 0.023, 0.025);
        s.shine(0.03, 0.4);
      }
      case AWNING -> things.awning(s, look);
      case BARK -> things.bark(s, look);
      case LEAF -> things.leaf(s, (Look.Foliage) look);
      case HEDGE -> things.hedge(s, (Look.Foliage) look);
      case POLE, SIGNAL_BOX -> things.pole(s, look);
      case LAMP_HEAD -> things.lampHead(s, look);
      case SIGN -> things.sign(s, (Look.Sign) look);
      case SIGNAL_LIGHT -> things.signal(s, (Look.Signal) look);
      case STREET_FURNITURE, BIKE_FRAME -> things.plain(s, look);
      case HEAD_LAMP, TAIL_LAMP -> lamp(s, look);
      case CAR_BODY, CAR_GLASS, CAR_SCREEN, WHEEL, PLATE -> car(s, (Look.Car) look);
      case SKIN, HAIR, TOP, LEGS, SHOES, BAG, UMBRELLA, HELMET ->
          things.person(s, (Look.Person) look);
    }
  }

  private void car(Surface s, Look.Car car) {
    switch (s.material) {
      case CAR_GLASS -> cars.sideGlass(s, car);
      case CAR_SCREEN -> cars.screen(s, car);
      case WHEEL -> cars.wheel(s, car);
      case PLATE -> cars.plate(s, car);
      default -> cars.body(s, car);
    }
  }

  private void lamp(Surface s, Look look) {
    boolean car = look instanceof Look.Car;
    boolean on = !car || ((Look.Car) look).lampsOn();
    if (s.material == dev.gyre.scenes.mesh.Material.HEAD_LAMP) {
      cars.headLamp(s, on);
    } else {
      cars.tailLamp(s, on, car && ((Look.Car) look).braking());
    }
  }
}
