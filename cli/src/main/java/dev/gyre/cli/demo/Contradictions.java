package dev.gyre.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** Verdicts that do not follow from their evidence. There must be none, whatever the verdicts. */
final class Contradictions {

  private final List<String> found = new ArrayList<>();

  /** Notes the sentence if this does not hold. */
  void unless(boolean holds, String format, Object... values) {
    if (!holds) {
      found.add(format.formatted(values));
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
