package dev.gyre.api.monitoring;

/** Where an incident stands. */
public enum IncidentState {
  /** Opened by its evidence; nobody has looked. */
  NEW,
  /** Somebody has taken it up, or an acceptance has run out. */
  TRIAGED,
  /** Data is being chosen. */
  HARVESTING,
  /** The chosen data waits for labels. */
  LABELLING,
  /** A candidate is recorded. */
  FIXING,
  /** The candidate is being held against the champion, or has been; the live proof may follow. */
  VERIFYING,
  /** Proven gone. */
  RESOLVED,
  /** Was proven gone and has returned. */
  REGRESSED,
  /** A named person lives with it until a date. */
  ACCEPTED,
  /** A named person has put it aside. */
  IGNORED;

  /** Whether it still asks for something. */
  public boolean isOpen() {
    return this != RESOLVED && this != ACCEPTED && this != IGNORED;
  }
}
