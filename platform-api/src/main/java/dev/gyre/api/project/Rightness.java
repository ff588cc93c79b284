package dev.gyre.api.project;

/** What it means that an answer for a sample is right. */
public enum Rightness {
  /** The class of highest probability is the accepted one. */
  CLASS_EQUAL
}
