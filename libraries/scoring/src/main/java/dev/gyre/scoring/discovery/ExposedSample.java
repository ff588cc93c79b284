package dev.gyre.scoring.discovery;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A sample that a model has been judged on.
 *
 * @param sampleId unique in a discovery
 * @param group what is independent (a sequence); the sample's own id if nothing is shared
 * @param harm weight of a failure here, ≥ 0 and finite; 1 where all weigh alike
 * @param failed whether the model was wrong
 * @param facts by field name: a letter or _ and up to 62 letters, digits and _; absent if unknown
 */
public record ExposedSample(
    String sampleId, String group, double harm, boolean failed, Map<String, Fact> facts) {

  private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  public ExposedSample {
    facts = Map.copyOf(facts);
    if (!(harm >= 0 && Double.isFinite(harm))) {
      throw new IllegalArgumentException(
          "the harm of sample %s must be ≥ 0 and finite, but is %s".formatted(sampleId, harm));
    }
    for (String field : facts.keySet()) {
      if (!FIELD.matcher(field).matches()) {
        throw new IllegalArgumentException(
            "the field '%s' of sample %s must be a letter or _ and up to 62 letters, digits and _"
                .formatted(field, sampleId));
      }
    }
  }
}
