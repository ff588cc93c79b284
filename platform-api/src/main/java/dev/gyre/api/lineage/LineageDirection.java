package dev.gyre.api.lineage;

/** Which way to go. */
public enum LineageDirection {
  /** To what it came of. */
  UPSTREAM,
  /** To what came of it. */
  DOWNSTREAM
}
