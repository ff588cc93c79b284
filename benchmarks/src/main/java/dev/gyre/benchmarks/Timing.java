package dev.gyre.benchmarks;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Clocks. */
final class Timing {

  private Timing() {}

  /** One run, in seconds. */
  static double seconds(Callable<?> body) throws Exception {
    long begin = System.nanoTime();
    Object _ = body.call();
    return (System.nanoTime() - begin) / 1e9;
  }

  /** The median of some runs after one that does not count, in milliseconds. */
  static double medianMillis(int runs, Callable<?> body) throws Exception {
    Object _ = body.call();
    double[] times = new double[runs];
    for (int i = 0; i < runs; i++) {
      times[i] = seconds(body) * 1000;
    }
    Arrays.sort(times);
    return times[runs / 2];
  }
}
