package dev.gyre.cli;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ModelRef;

/** Names with a version, as people type them: {@code digits:2}. */
final class Refs {

  /** A name and a number. */
  private record Named(String name, int version) {

    static Named parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1 || !text.substring(colon + 1).matches("[1-9][0-9]{0,8}")) {
        throw new CommandFailure(
            Exit.USAGE, "'%s' is not name:version, such as digits:2".formatted(text));
      }
      return new Named(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
  }

  private Refs() {}

  static ModelRef model(String text) {
    Named named = Named.parse(text);
    return new ModelRef(named.name(), named.version());
  }

  static DatasetRef dataset(String text) {
    Named named = Named.parse(text);
    return new DatasetRef(named.name(), named.version());
  }
}
