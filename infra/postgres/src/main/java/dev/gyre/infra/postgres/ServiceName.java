package dev.gyre.infra.postgres;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * One of the six services that own data. Each has a schema of its name and a role {@code
 * gyre_<name>} that owns it; no service reads another's schema.
 *
 * @param value lower-case name, also the schema's
 */
public record ServiceName(String value) {

  private static final List<String> NAMES =
      List.of("project", "data", "training", "eval", "serving", "monitoring");

  public static final ServiceName PROJECT = new ServiceName("project");
  public static final ServiceName DATA = new ServiceName("data");
  public static final ServiceName TRAINING = new ServiceName("training");
  public static final ServiceName EVAL = new ServiceName("eval");
  public static final ServiceName SERVING = new ServiceName("serving");
  public static final ServiceName MONITORING = new ServiceName("monitoring");

  /** All six, in the order in which they are migrated. */
  public static final List<ServiceName> ALL =
      List.of(PROJECT, DATA, TRAINING, EVAL, SERVING, MONITORING);

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} for any other name
   */
  public ServiceName {
    if (!NAMES.contains(value)) {
      throw PlatformException.invalid("service", value, "one of " + NAMES);
    }
  }

  /** The schema, safe to be written into SQL. */
  public String schema() {
    return value;
  }

  /** The database role that owns the schema. */
  public String role() {
    return "gyre_" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
