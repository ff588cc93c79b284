package dev.gyre.standalone;

import java.util.Arrays;
import java.util.List;

/** What this process was started for. */
enum Command {
  /** All services in this process, with what they store in. */
  ALL_IN_ONE("gyre"),
  /** Only what services store in; they run in processes of their own. */
  INFRASTRUCTURE_ONLY("infrastructure"),
  /** Bring the database to this release and end. */
  MIGRATE("migrate");

  private final String logName;

  Command(String logName) {
    this.logName = logName;
  }

  /** Name of the log file, without its ending. */
  String logName() {
    return logName;
  }

  /**
   * The command in the arguments; options that begin with {@code --} belong to Spring.
   *
   * @throws StartRefusedException for an unknown one
   */
  static Command of(String... arguments) {
    List<String> known = Arrays.asList(arguments);
    List<String> words = known.stream().filter(argument -> !argument.startsWith("--")).toList();
    if (known.contains("--infrastructure-only")) {
      return INFRASTRUCTURE_ONLY;
    }
    if (words.isEmpty() || words.equals(List.of("all-in-one"))) {
      return ALL_IN_ONE;
    }
    if (words.equals(List.of("migrate"))) {
      return MIGRATE;
    }
    throw new StartRefusedException(
        "There is no command %s; there are all-in-one, migrate and --infrastructure-only"
            .formatted(words));
  }
}
