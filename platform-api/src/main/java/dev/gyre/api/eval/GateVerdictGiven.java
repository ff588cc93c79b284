package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payload of {@code dev.gyre.gate_verdict.given.v1}.
 *
 * @param championEvaluation absent without a champion
 * @param slices that were asked for by name beside those of the task contract
 */
public record GateVerdictGiven(
    GateVerdictId id,
    GateOutcome outcome,
    ModelRef candidate,
    @Nullable ModelRef champion,
    DatasetRef dataset,
    int contractNumber,
    EvaluationId candidateEvaluation,
    @Nullable EvaluationId championEvaluation,
    @Nullable List<SliceId> slices) {

  /** Type of the event. */
  public static final String TYPE = "dev.gyre.gate_verdict.given.v1";
}
