package dev.gyre.monitoring.fix;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.monitoring.Attestation;
import dev.gyre.api.monitoring.Fix;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.Remedy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fix as it is stored.
 *
 * @param number counts the fixes of an incident, from 1
 * @param harvest whose proof part judges it
 * @param dataset on whose test split both models are scored
 * @param job of the newest verification
 */
record FixEntry(
    IncidentId incident,
    int number,
    HarvestId harvest,
    ModelRef candidate,
    DatasetRef dataset,
    Remedy remedy,
    List<Attestation> attestations,
    String recordedBy,
    Instant recorded,
    VerifyStep step,
    @Nullable JobId job,
    @Nullable EvaluationId championEvaluation,
    @Nullable EvaluationId candidateEvaluation,
    @Nullable ComparisonId comparison) {

  FixEntry {
    attestations = List.copyOf(attestations);
  }

  /**
   * As it is told.
   *
   * @param proofSlice the frozen proof part of its harvest
   */
  Fix toFix(@Nullable SliceId proofSlice) {
    return new Fix(incident, number, harvest, proofSlice, candidate, dataset, remedy);
  }

  /** What a person stated about a link. */
  Optional<String> attested(String link) {
    return attestations.stream()
        .filter(attestation -> attestation.link().equals(link))
        .map(Attestation::statement)
        .findFirst();
  }
}
