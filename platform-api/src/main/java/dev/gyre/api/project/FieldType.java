package dev.gyre.api.project;

/** The type of a metadata field. */
public enum FieldType {
  BOOL,
  /** A 64-bit float. */
  NUMBER,
  TEXT
}
