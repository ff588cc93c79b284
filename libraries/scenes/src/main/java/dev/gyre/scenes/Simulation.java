package dev.gyre.scenes;

import dev.gyre.scenes.scenario.Quantity;
import dev.gyre.scenes.scenario.Scenario;
import dev.gyre.scenes.scene.World;
import dev.gyre.scenes.sensor.FrameRenderer;
import dev.gyre.scenes.shade.StageTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * One street scene through time. The same scenario and seed give the same arrays on every machine,
 * in any order of calls and from any number of threads; a frame is rendered by the calling thread.
 */
public final class Simulation {

  /** Names this simulator's pictures; another name stands for other bytes of the same seed. */
  public static final String RENDERER = "gyre-scenes-1";

  private static final double NANOS = 1e9;

  private final Scenario scenario;
  private final long seed;
  private final World world;
  private final Supplier<StageTimes> times;
  private final ConcurrentLinkedQueue<FrameRenderer> idle = new ConcurrentLinkedQueue<>();

  private Simulation(Scenario scenario, long seed, Supplier<StageTimes> times) {
    this.scenario = scenario;
    this.seed = seed;
    this.world = World.of(scenario, seed);
    this.times = times;
  }

  /** Lays out the scene of a scenario under a seed. */
  public static Simulation of(Scenario scenario, long seed) {
    return new Simulation(scenario, seed, StageTimes::new);
  }

  /** The same, adding up where the time goes; for one thread. */
  static Simulation measured(Scenario scenario, long seed, StageTimes times) {
    return new Simulation(scenario, seed, () -> times);
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** What the draws of this scene gave, by {@code section.field}, for slices and reports. */
  public Map<String, Double> drawn() {
    Map<String, Double> values = new TreeMap<>();
    for (Quantity quantity : Quantity.values()) {
      values.put(quantity.path(), world.value(quantity));
    }
    return values;
  }

  /**
   * The kind of street that was drawn: {@code city}, {@code old-town}, {@code residential}, {@code
   * avenue}.
   */
  public String character() {
    return Scenario.draw(scenario.characters(), "character", seed);
  }

  /** The hour of the day at a time of the sequence, [0, 24). */
  public double hour(long timeNanos) {
    return world.conditions(timeNanos / NANOS).hour();
  }

  /** Everything the sequence records, in order of time, each sensor at its own rate from 0 on. */
  public List<Capture> captures() {
    Map<Long, Set<Sensor>> byTime = new TreeMap<>();
    scenario
        .ratesHz()
        .forEach((sensor, rate) -> {
          long count = Math.max(1, (long) Math.floor(scenario.durationSeconds() * rate + 1e-9));
          for (long i = 0; i < count; i++) {
            byTime.computeIfAbsent(timeOf(i, rate), t -> EnumSet.noneOf(Sensor.class)).add(sensor);
          }
        });
    List<Capture> captures = new ArrayList<>();
    byTime.forEach((time, sensors) -> captures.add(new Capture(time, sensors)));
    captures.sort(Comparator.comparingLong(Capture::timeNanos));
    return captures;
  }

  /** The frame of a capture. */
  public Frame frame(Capture capture) {
    return frameAt(capture.timeNanos(), capture.sensors());
  }

  /** The frame with an index at the rate of the colour pictures. */
  public Frame frame(int index, Set<Sensor> sensors) {
    return frameAt(timeOf(index, pictureRate()), sensors);
  }

  /**
   * The frame at a time.
   *
   * @param timeNanos since the start, 0 to the duration; flow looks one picture ahead
   */
  public Frame frameAt(long timeNanos, Set<Sensor> sensors) {
    FrameRenderer free = idle.poll();
    FrameRenderer renderer =
        free == null
            ? new FrameRenderer(world, seed, scenario.widthPx(), scenario.heightPx(), times.get())
            : free;
    try {
      return renderer.render(timeNanos, timeNanos + timeOf(1, pictureRate()), sensors);
    } finally {
      idle.add(renderer);
    }
  }

  private double pictureRate() {
    Double rate = scenario.ratesHz().get(Sensor.RGB);
    return rate != null
        ? rate
        : scenario.ratesHz().values().stream().mapToDouble(Double::doubleValue).max().orElse(10);
  }

  private static long timeOf(long index, double rate) {
    return (long) Math.floor(index * NANOS / rate + 0.5);
  }
}
