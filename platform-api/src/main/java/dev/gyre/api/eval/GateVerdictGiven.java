package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import org.jspecify.annotations.Nullable;

/** Payload of {@code dev.gyre.gate_verdict.given.v1}. */
public record GateVerdictGiven(
    GateVerdictId id,
    GateOutcome outcome,
    ModelRef candidate,
    @Nullable ModelRef champion,
    DatasetRef dataset,
    int contractNumber,
    EvaluationId candidateEvaluation) {

  /** Type of the event. */
  public static final String TYPE = "dev.gyre.gate_verdict.given.v1";
}
