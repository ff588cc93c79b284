package dev.gyre.api.monitoring;

/** What a harvest does next; each step has its effect once, whatever crashes between them. */
public enum HarvestStep {
  /** Choose predictions from the log, and draw their parts. */
  CHOOSE,
  /** Make samples of them in data. */
  INTAKE,
  /** Ask for the labels that are missing. */
  LABEL_QUEUE,
  /** Freeze the proof part as a slice in eval. */
  PROOF_SLICE,
  /** Nothing is left. */
  DONE
}
