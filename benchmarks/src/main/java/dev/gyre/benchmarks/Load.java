package dev.gyre.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What came of clients that each call as soon as they were answered.
 *
 * @param perSecond calls of all clients
 */
record Load(double perSecond, double p50Millis, double p99Millis) {

  /**
   * Calls for a while, after a warm-up of a third of it.
   *
   * @param call one request; throws if it was not answered as wanted
   */
  static Load run(int clients, Duration time, Callable<?> call) throws Exception {
    Load _ = measure(clients, time.dividedBy(3), call);
    return measure(clients, time, call);
  }

  private static Load measure(int clients, Duration time, Callable<?> call) throws Exception {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<Callable<long[]>> loops = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      loops.add(() -> loop(end, call));
    }
    List<long[]> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (Future<long[]> loop : threads.invokeAll(loops)) {
        all.add(loop.get());
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long[] times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Load(
        times.length / seconds,
        times[times.length / 2] / 1e6,
        times[(int) Math.min(times.length - 1L, times.length * 99L / 100)] / 1e6);
  }

  private static long[] loop(long end, Callable<?> call) throws Exception {
    long[] times = new long[1024];
    int n = 0;
    long now = System.nanoTime();
    while (now < end) {
      Object _ = call.call();
      long after = System.nanoTime();
      if (n == times.length) {
        times = Arrays.copyOf(times, n * 2);
      }
      times[n++] = after - now;
      now = after;
    }
    return Arrays.copyOf(times, n);
  }

  /** A tenth of a second. */
  static void pause() throws InterruptedException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
