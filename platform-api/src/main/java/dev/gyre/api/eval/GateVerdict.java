package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the task contract says about a candidate; immutable.
 *
 * @param outcome {@code FAIL} if one rule fails; else {@code INSUFFICIENT} if one has too little
 *     evidence, unless the contract leaves such rules out (never those of superiority)
 * @param champion absent if there was none: the first model is held to floors and budgets only
 * @param comparison absent without a champion
 * @param judgedBefore how many other candidates the dataset's test split has judged before
 * @param warnings in words, such as that a test split has judged too often to be trusted
 */
public record GateVerdict(
    GateVerdictId id,
    GateOutcome outcome,
    ModelRef candidate,
    @Nullable ModelRef champion,
    DatasetRef dataset,
    int contractNumber,
    EvaluationId candidateEvaluation,
    @Nullable EvaluationId championEvaluation,
    @Nullable ComparisonId comparison,
    List<SliceId> slices,
    List<GateRule> rules,
    int judgedBefore,
    List<String> warnings,
    Instant created) {

  public GateVerdict {
    slices = List.copyOf(slices);
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
  }
}
