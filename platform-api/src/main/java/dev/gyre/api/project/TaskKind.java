package dev.gyre.api.project;

/** What kind of answer a task wants. */
public enum TaskKind {
  /** One class for a sample. */
  CLASSIFICATION,
  /** One class for each pixel. */
  SEGMENTATION
}
