package dev.gyre.streams.codec;

/** What the values of a picture with a palette, or of fewer than eight bits, mean. */
public enum PaletteReading {
  /** The palette's colours; gray of fewer bits is spread over 0 to 255. */
  COLOURS,
  /** The stored numbers: ids of a label map. */
  IDS
}
