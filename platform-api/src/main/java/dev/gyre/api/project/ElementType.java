package dev.gyre.api.project;

/** How one stored value of a stream is written. */
public enum ElementType {
  UINT8,
  UINT16,
  INT32,
  INT64,
  FLOAT32,
  FLOAT64
}
