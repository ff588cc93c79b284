package dev.gyre.integration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Scenes in the order of a seed, which is printed; {@code -Dgyre.seed} chooses another. */
final class KillOrder {

  private static final long SEED = Long.getLong("gyre.seed", 20261124);

  private final Random random = new Random(SEED);
  private final List<DynamicTest> tests = new ArrayList<>();

  KillOrder() {
    System.out.printf("Killing in the order of seed %d%n", SEED);
  }

  /** One scene for each point, shuffled among themselves. */
  KillOrder each(Consumer<KillPoint> scene, KillPoint... points) {
    List<KillPoint> order = new ArrayList<>(List.of(points));
    Collections.shuffle(order, random);
    order.forEach(point -> then(point.name(), () -> scene.accept(point)));
    return this;
  }

  KillOrder then(String name, Runnable scene) {
    tests.add(
        DynamicTest.dynamicTest(
            name,
            () -> {
              long begin = System.nanoTime();
              scene.run();
              System.out.printf("%s: %.1f s%n", name, (System.nanoTime() - begin) / 1e9);
            }));
    return this;
  }

  /** As many moments as asked for, each a number from 1 to the bound. */
  KillOrder moments(int count, int bound, Consumer<Integer> scene) {
    for (int i = 0; i < count; i++) {
      int moment = 1 + random.nextInt(bound);
      then("moment %d: pass %d".formatted(i + 1, moment), () -> scene.accept(moment));
    }
    return this;
  }

  Stream<DynamicTest> tests() {
    return tests.stream();
  }
}
