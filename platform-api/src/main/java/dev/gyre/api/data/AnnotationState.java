package dev.gyre.api.data;

/** Whether an annotation counts. Only accepted ones are truth. */
public enum AnnotationState {
  PROPOSED,
  ACCEPTED,
  REJECTED
}
