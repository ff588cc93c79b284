package dev.gyre.monitoring.incident;

import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.scoring.proof.FailureMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it is stored.
 *
 * @param mode what it is about
 * @param members the modes that it stands for: itself, or those that rose together
 * @param modelVersion that fails: the champion that a candidate is held against
 * @param rose whether it rose with the deployment of that version
 * @param candidateVersion of the present fix
 * @param curedFrom the first exposure of the version that ended it
 */
public record IncidentEntry(
    IncidentId id,
    ProjectId project,
    ProjectSlug slug,
    String endpoint,
    String model,
    FailureMode mode,
    List<FailureMode> members,
    String description,
    String fingerprint,
    IncidentState state,
    ModeCounts counts,
    double logEvidence,
    double threshold,
    double acceptedError,
    int modelVersion,
    boolean rose,
    @Nullable Integer candidateVersion,
    @Nullable LogId curedFrom,
    @Nullable Instant acceptedUntil,
    @Nullable String decidedBy,
    @Nullable String reason,
    Instant opened,
    Instant changed) {

  private static final double LARGEST_LOG = Math.log(1e300);

  public IncidentEntry {
    members = List.copyOf(members);
  }

  /** The true classes that it is about. */
  public List<String> classes() {
    return members.stream().flatMap(mode -> ModeCounts.truth(mode).stream()).distinct().toList();
  }

  /** In words, the true class first, with the counts. */
  String title() {
    return "%s: %d of %d labelled".formatted(mode.title(), counts.failures(), counts.exposures());
  }

  /** As the contract shows it. */
  public Incident toIncident() {
    String predicted = mode instanceof FailureMode.ClassPair pair ? pair.predicted() : null;
    return new Incident(
        id,
        title(),
        description,
        endpoint,
        model,
        ModeCounts.truth(mode).orElse(null),
        predicted,
        classes(),
        state,
        counts.failures(),
        counts.exposures(),
        counts.rate(),
        acceptedError,
        Math.exp(Math.min(logEvidence, LARGEST_LOG)),
        threshold,
        modelVersion,
        fingerprint,
        candidateVersion == null ? null : new ModelRef(model, candidateVersion),
        acceptedUntil,
        decidedBy,
        reason,
        opened,
        changed);
  }
}
