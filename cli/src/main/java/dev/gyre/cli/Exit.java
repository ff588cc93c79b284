package dev.gyre.cli;

/** Exit codes of the command line; scripts branch on them. */
public final class Exit {

  /** Done. */
  public static final int OK = 0;

  /** A gate said no. */
  public static final int GATE_FAILED = 1;

  /** The command or what it was given is wrong. */
  public static final int USAGE = 2;

  /** The server refused, failed, or cannot be reached. */
  public static final int SERVER = 3;

  /** The work did not end in time. */
  public static final int TIMED_OUT = 4;

  /** There is too little evidence to say. */
  public static final int INSUFFICIENT = 5;

  private Exit() {}
}
