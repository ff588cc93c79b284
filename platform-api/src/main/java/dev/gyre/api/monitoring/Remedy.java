package dev.gyre.api.monitoring;

/** What was done about a failure mode. */
public enum Remedy {
  RETRAIN,
  RELABEL,
  THRESHOLD,
  PIPELINE,
  SENSOR,
  CONTRACT
}
