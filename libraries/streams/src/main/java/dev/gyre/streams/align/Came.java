package dev.gyre.streams.align;

/** How an item came to a sample: one for each {@link AlignedItem}. */
public enum Came {
  EXACT,
  MATCHED,
  HELD,
  INTERPOLATED,
  FILLED;

  static Came of(AlignedItem item) {
    return switch (item) {
      case AlignedItem.Exact _ -> EXACT;
      case AlignedItem.Matched _ -> MATCHED;
      case AlignedItem.Held _ -> HELD;
      case AlignedItem.Interpolated _ -> INTERPOLATED;
      case AlignedItem.Filled _ -> FILLED;
    };
  }
}
