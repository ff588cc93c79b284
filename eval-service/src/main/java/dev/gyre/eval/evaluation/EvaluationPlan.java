package dev.gyre.eval.evaluation;

import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.eval.predictionset.PredictionPlan;

/** An evaluation to be made, with all that peers had to say of it. */
public record EvaluationPlan(PredictionPlan prediction, TaskContractVersion contract) {}
