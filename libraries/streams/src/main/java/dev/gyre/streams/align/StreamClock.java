package dev.gyre.streams.align;

import java.util.Locale;

/** Which of the clocks that an item came with its time is read from. */
public enum StreamClock {
  /** When the sensor says that it measured. */
  HEADER,
  /** When the computer got it from the sensor. */
  RECEIVE,
  /** When the recorder wrote it. */
  LOG;

  /** {@code header}, {@code receive} or {@code log}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
