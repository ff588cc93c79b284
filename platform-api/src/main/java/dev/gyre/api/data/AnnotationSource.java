package dev.gyre.api.data;

/** Where an annotation comes from. */
public enum AnnotationSource {
  HUMAN,
  MODEL,
  SIMULATOR,
  IMPORT
}
