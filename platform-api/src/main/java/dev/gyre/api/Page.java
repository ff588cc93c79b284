package dev.gyre.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param nextCursor opaque; asks for what follows, absent at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /** The largest page that a caller may ask for. */
  public static final int MAX_LIMIT = 1000;

  public Page {
    items = List.copyOf(items);
  }

  /** The same page with each item replaced. */
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), nextCursor);
  }

  /**
   * Checks a caller's {@code limit}.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} outside 1 to {@link #MAX_LIMIT}
   */
  public static int checkLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw PlatformException.invalid("limit", limit, "from 1 to " + MAX_LIMIT);
    }
    return limit;
  }
}
