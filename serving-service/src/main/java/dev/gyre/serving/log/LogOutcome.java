package dev.gyre.serving.log;

import dev.gyre.infra.artifactstore.Content;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of a request, as it is logged. */
public sealed interface LogOutcome {

  /**
   * The model has answered.
   *
   * @param confidence in [0, 1]
   * @param probabilities by class, in the order of the model's outputs; all finite
   */
  record Answered(String className, double confidence, Map<String, Double> probabilities)
      implements LogOutcome {
    public Answered {
      probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /** Position of the class among the model's outputs, from 0. */
    public int classIndex() {
      int index = 0;
      for (String name : probabilities.keySet()) {
        if (name.equals(className)) {
          return index;
        }
        index++;
      }
      throw new IllegalStateException("Class '%s' has no probability".formatted(className));
    }
  }

  /**
   * The model has given each pixel a class.
   *
   * @param confidence mean over the pixels, in [0, 1]
   * @param answer mask and segments, as {@code predict} packs them
   */
  record Segmented(double confidence, Content answer) implements LogOutcome {}

  /**
   * The input is bad.
   *
   * @param reason a stable name, such as {@code TRUNCATED}
   * @param detail a sentence for people
   */
  record Refused(String reason, String detail) implements LogOutcome {
    public Refused {
      // Details quote what was sent, and the database stores no NUL.
      detail = detail.replaceAll("\\p{Cntrl}", " ");
    }

    /** How it is kept. */
    String text() {
      return reason + ": " + detail;
    }

    /** What {@link #text} wrote. */
    public static Refused read(String text) {
      int colon = text.indexOf(": ");
      return new Refused(text.substring(0, colon), text.substring(colon + 2));
    }
  }
}
