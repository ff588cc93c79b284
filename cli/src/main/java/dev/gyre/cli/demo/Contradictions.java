package dev.gyre.cli.demo;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Verdicts that do not follow from their evidence. There must be none, whatever the verdicts. */
final class Contradictions {

  private final List<String> found = new ArrayList<>();

  /** Notes the sentence if this does not hold. */
  @FormatMethod
  void unless(boolean holds, @FormatString String format, Object... values) {
    if (!holds) {
      found.add(String.format(Locale.ROOT, format, values));
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
