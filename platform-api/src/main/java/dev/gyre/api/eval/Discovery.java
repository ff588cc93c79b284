package dev.gyre.api.eval;

import java.time.Instant;
import java.util.List;

/**
 * What in the samples' metadata explains where a model is wrong. Immutable.
 *
 * @param outcome whether rules were found, else what was missing
 * @param sentence the same in words, with the numbers
 * @param samples that were looked at
 * @param groups independent ones among them: halves are made of whole groups
 * @param failures wrong ones among the samples
 * @param fields of metadata that rules could be about, in order
 * @param alpha the probability of any rule on a model that fails at random
 * @param tested rules that were put to the held-out half; p-values are corrected for so many
 * @param rules by score on the held-out half, best first; empty unless found
 */
public record Discovery(
    DiscoveryId id,
    EvaluationId evaluation,
    DiscoveryOutcome outcome,
    String sentence,
    int samples,
    int groups,
    int failures,
    List<String> fields,
    double alpha,
    int tested,
    List<DiscoveredRule> rules,
    Instant created) {

  public Discovery {
    fields = List.copyOf(fields);
    rules = List.copyOf(rules);
  }
}
