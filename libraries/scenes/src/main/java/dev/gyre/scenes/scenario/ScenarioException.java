package dev.gyre.scenes.scenario;

/** A scenario that cannot be: which field, what is wrong with it, what it may be. */
public final class ScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /** A fault of one field, such as {@code weather.rain}. */
  public ScenarioException(String field, String problem) {
    super(field + ": " + problem);
    this.field = field;
  }

  /** The field, dotted from the root; {@code scenario} if the file as a whole is meant. */
  public String field() {
    return field;
  }
}
