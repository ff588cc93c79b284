package dev.gyre.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** How much of a list is shown. */
final class ListOptions {

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "the most that are shown (default: 100)")
  private int limit = 100;

  <T> List<T> read(Connection.Pages<T> pages) {
    if (limit < 1) {
      throw new CommandFailure(Exit.USAGE, "--limit is %d; it must be 1 or more".formatted(limit));
    }
    return Connection.first(limit, pages);
  }
}
