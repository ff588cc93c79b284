package dev.gyre.scenes.scene;

import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.noise.Dice;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.Camera.Axis;
import dev.gyre.scenes.scenario.Quantity;
import dev.gyre.scenes.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** One scene: a scenario with a seed, laid out. Immutable; many threads may ask it. */
public final class World {

  private static final double FAR = 230;
  private static final double AROUND = 42;
  private static final double BEHIND = 20;

  private final Scenario scenario;
  private final long seed;
  private final Street street;
  private final StreetPlan plan;
  private final List<Thing> things;
  private final List<Lamp> lamps;
  private final double egoSpeed;
  private final double northTurn;

  private World(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.seed = seed;
    this.egoSpeed = scenario.draw(Quantity.EGO_SPEED, seed);
    this.northTurn = northTurn();
    double length = egoSpeed * scenario.durationSeconds() + 240;
    String layout = Scenario.draw(scenario.layouts(), "layout", seed);
    this.plan = StreetLayout.plan(scenario, seed, layout, length);
    this.street = Street.of(length, layout.equals("curved"), Dice.of(seed, "street"));
    Roadside roadside = new Roadside(street, plan, seed);
    this.things = populate(roadside);
    this.lamps = roadside.lamps();
  }

  /** Lays out a scene. */
  public static World of(Scenario scenario, long seed) {
    return new World(scenario, seed);
  }

  /** Turns the street so that the sun shines along it: across it, all would lie in shade. */
  private double northTurn() {
    Dice dice = Dice.of(seed, "north");
    double aside = StrictMath.toRadians(dice.range(0, 14, 52)) * (dice.chance(1, 0.5) ? 1 : -1);
    double azimuth = aside + (dice.chance(2, 0.62) ? StrictMath.PI : 0);
    return azimuth - (draw(Quantity.HOUR) - 12) / 12 * StrictMath.PI;
  }

  private double draw(Quantity quantity) {
    return scenario.draw(quantity, seed);
  }

  private List<Thing> populate(Roadside roadside) {
    Conditions start = conditions(0);
    List<Thing> all = new ArrayList<>();
    all.addAll(new GroundBuilder(street, plan, (int) Dice.of(seed, "ground").bits(0)).build());
    all.addAll(new Frontage(street, plan, seed, draw(Quantity.LIT_WINDOWS)).build());
    roadside.trees(draw(Quantity.TREES));
    roadside.lamps(draw(Quantity.LAMP_SPACING));
    roadside.signs();
    roadside.signals();
    roadside.furniture();
    all.addAll(roadside.things());
    CarTraffic cars = new CarTraffic(street, plan, seed);
    cars.parked(draw(Quantity.PARKED_CARS));
    boolean lampsOn = start.carLampsOn() || conditions(scenario.durationSeconds()).carLampsOn();
    for (int lane = 0; lane < plan.lanes(); lane++) {
      double faster = egoSpeed + lane * 1.1;
      cars.moving(draw(Quantity.MOVING_CARS), 1, lane, faster, lampsOn);
      cars.moving(
          draw(Quantity.MOVING_CARS), -1, lane, Math.max(5, egoSpeed * 1.1 - lane * 0.8), lampsOn);
    }
    all.addAll(cars.things());
    Walkers walkers = new Walkers(street, plan, seed, start.rain());
    walkers.alongPavements(draw(Quantity.PEDESTRIANS));
    if (draw(Quantity.CROSSING_PEDESTRIANS) > 0) {
      walkers.crossing(draw(Quantity.CROSSING_PEDESTRIANS), egoSpeed);
    }
    walkers.cyclists(draw(Quantity.CYCLISTS), lampsOn);
    all.addAll(walkers.things());
    return List.copyOf(all);
  }

  /** All instances. */
  public List<Thing> things() {
    return things;
  }

  /** The street lamps. */
  public List<Lamp> lamps() {
    return lamps;
  }

  /** The street's cross-section. */
  public StreetPlan plan() {
    return plan;
  }

  /** Salt of the ground's noise. */
  public int groundSalt() {
    return (int) Dice.of(seed, "ground").bits(1);
  }

  /** The value of a quantity in this scene. */
  public double value(Quantity quantity) {
    return draw(quantity);
  }

  /** Light and weather at a time in seconds. */
  public Conditions conditions(double time) {
    double hour = draw(Quantity.HOUR) + draw(Quantity.HOURS_PER_SECOND) * time;
    double rain = draw(Quantity.RAIN);
    return new Conditions(
        time,
        hour - 24 * Math.floor(hour / 24),
        rain,
        draw(Quantity.FOG),
        Math.max(draw(Quantity.WET), Math.min(1, rain * 2.5)),
        draw(Quantity.CLOUDS),
        northTurn);
  }

  /** Where the camera is at a time. */
  public Camera camera(double time) {
    double d = plan.laneWidth() * 0.5 + draw(Quantity.SIDE);
    Street.Spot spot = street.at(egoSpeed * time, d);
    double sway = 0.004 * StrictMath.sin(time * 7.3) + 0.0025 * StrictMath.sin(time * 17.1);
    double yaw = StrictMath.toRadians(draw(Quantity.YAW));
    double pitch = StrictMath.toRadians(draw(Quantity.PITCH)) + (egoSpeed > 0 ? sway * 0.4 : 0);
    double roll = StrictMath.toRadians(draw(Quantity.ROLL));
    double cy = StrictMath.cos(yaw);
    double sy = StrictMath.sin(yaw);
    double fx = spot.headingX() * cy + spot.headingY() * sy;
    double fy = spot.headingY() * cy - spot.headingX() * sy;
    double cp = StrictMath.cos(pitch);
    Axis forward = new Axis(fx * cp, fy * cp, StrictMath.sin(pitch)).unit();
    Axis level = new Axis(fy, -fx, 0);
    Axis under = forward.cross(level);
    double cr = StrictMath.cos(roll);
    double sr = StrictMath.sin(roll);
    Axis right = turned(level, cr, under, sr);
    Axis down = turned(under, cr, level, -sr);
    double fov = StrictMath.toRadians(draw(Quantity.FIELD_OF_VIEW));
    double focal = scenario.widthPx() / 2.0 / StrictMath.tan(fov / 2);
    Axis eye = new Axis(spot.x(), spot.y(), draw(Quantity.HEIGHT) + (egoSpeed > 0 ? sway : 0));
    return Camera.seeing(eye, right, down, forward, focal, scenario.widthPx(), scenario.heightPx());
  }

  private static Axis turned(Axis a, double share, Axis b, double other) {
    return new Axis(
        a.x() * share + b.x() * other,
        a.y() * share + b.y() * other,
        a.z() * share + b.z() * other);
  }

  /** Puts what may matter for a picture at a time into the buffer, with where it is at the next. */
  public void gather(Triangles into, Camera camera, double time, double next) {
    into.clear();
    Axis eye = camera.eye();
    double slope = camera.centreX() / camera.focal();
    double cone = 0.93 / Math.sqrt(1 + slope * slope);
    for (Thing thing : things) {
      Placement.Point p = thing.middle(time);
      double dx = p.x() - eye.x();
      double dy = p.y() - eye.y();
      double distance = Math.sqrt(dx * dx + dy * dy);
      double ahead = dx * camera.forward().x() + dy * camera.forward().y();
      boolean near = distance - thing.reach() < (ahead < 0 && thing.reach() < 10 ? BEHIND : AROUND);
      boolean seen =
          ahead + thing.reach() > 0 && distance - thing.reach() < FAR && ahead > cone * distance;
      if (near || seen) {
        into.add(thing.body(time, next, distance));
      }
    }
  }
}
