package dev.gyre.streams.array;

import java.util.Locale;

/** How one value of an {@link NdArray} is stored. */
public enum ElementType {
  /** Unsigned, 0 to 255, in a {@code byte[]}. */
  UINT8(1),
  /** Unsigned, 0 to 65,535, in a {@code short[]}. */
  UINT16(2),
  /** Signed, in an {@code int[]}. */
  INT32(4),
  /** Signed, in a {@code long[]}. */
  INT64(8),
  /** Single precision, in a {@code float[]}. */
  FLOAT32(4),
  /** Double precision, in a {@code double[]}. */
  FLOAT64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes that one value takes. */
  public int bytes() {
    return bytes;
  }

  /** Whether values may have fractions, NaN and infinities. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** The name as numpy spells it, for example {@code uint16}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
