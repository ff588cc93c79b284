package dev.gyre.streams.align;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A count, and the first of what was counted.
 *
 * @param first at most {@value #MOST}
 * @param count all of them
 */
public record Bounded<T>(List<T> first, long count) {

  /** How many are listed. */
  public static final int MOST = 100;

  public Bounded {
    first = List.copyOf(first);
    if (first.size() != Math.min(count, MOST)) {
      throw new IllegalArgumentException(
          "%d of %d are listed; list the first %d".formatted(first.size(), count, MOST));
    }
  }

  /** All of them counted, the first listed. */
  public static <T> Bounded<T> of(List<T> all) {
    return new Bounded<>(all.subList(0, Math.min(all.size(), MOST)), all.size());
  }

  Map<String, Object> toMembers(Function<T, Object> written) {
    return Map.of("count", count, "first", first.stream().map(written).toList());
  }
}
