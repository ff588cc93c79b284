package dev.gyre.scenes;

import dev.gyre.scenes.scenario.Examples;
import dev.gyre.scenes.scenario.Scenario;
import dev.gyre.scenes.shade.StageTimes;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures frames a second of one core with all sensors, and which stages take the time. {@code
 * Throughput [FRAMES]}; the figure is CPU time of the one rendering thread, so that other work on
 * the machine disturbs it less.
 */
public final class Throughput {

  private static final int[][] SIZES = {{320, 192}, {640, 384}};
  private static final List<String> KINDS = List.of("day", "night", "rain", "night-rain", "fog");
  private static final int WARM = 12;
  private static final int TOP = 3;
  private static final double NANOS = 1e9;

  private Throughput() {}

  /** See the class. */
  public static void main(String[] arguments) {
    int frames = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 24;
    for (int[] size : SIZES) {
      for (String kind : KINDS) {
        measure(Examples.scenario(kind).sized(size[0], size[1]), frames, System.out);
      }
    }
  }

  private static void measure(Scenario scenario, int frames, PrintStream out) {
    StageTimes times = new StageTimes();
    EnumSet<Sensor> sensors = EnumSet.allOf(Sensor.class);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM; i++) {
      Simulation.measured(scenario, i, times).frame(i, sensors);
    }
    times.clear();
    long used = 0;
    for (int scene = 0; scene < 4; scene++) {
      Simulation simulation = Simulation.measured(scenario, 100 + scene, times);
      simulation.frame(0, EnumSet.of(Sensor.BOXES));
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < frames / 4; i++) {
        simulation.frame(i, sensors);
      }
      used += threads.getCurrentThreadCpuTime() - start;
    }
    int rendered = frames / 4 * 4;
    out.printf(
        Locale.ROOT,
        "%s %dx%d: %.1f frames/s a core (%.0f ms a frame)%n",
        scenario.name(),
        scenario.widthPx(),
        scenario.heightPx(),
        rendered * NANOS / used,
        used / 1e6 / rendered);
    stages(times.nanos(), out);
  }

  private static void stages(Map<String, Long> nanos, PrintStream out) {
    double total = nanos.values().stream().mapToLong(Long::longValue).sum();
    nanos.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(TOP)
        .forEach(stage ->
            out.printf(
                Locale.ROOT, "    %4.1f %% %s%n", 100 * stage.getValue() / total, stage.getKey()));
  }
}
