package dev.gyre.api.monitoring;

import dev.gyre.api.eval.ModelRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure mode that a person can read, with its evidence.
 *
 * @param title in words, the true class first
 * @param description the counts in a sentence
 * @param className the true class; absent if several classes rose together
 * @param predicted what it is misread as; present only if the pair has evidence of its own
 * @param classes the true classes that it is about
 * @param failures wrong ones among the exposures
 * @param exposures labelled exposures of the classes under this model version
 * @param rate failures per exposure, in [0, 1]
 * @param acceptedError of the task contract when it opened
 * @param evidence against "the rate is at most the accepted error", at most 1e300
 * @param evidenceNeeded that it had to reach
 * @param modelVersion that fails
 * @param fingerprint its identity under a version of the grouping rules
 * @param candidate of the present fix; absent before one
 * @param acceptedUntil present while accepted
 * @param decidedBy who accepted, ignored or triaged it last
 * @param reason given with that decision
 * @param changed when its state last changed
 */
public record Incident(
    IncidentId id,
    String title,
    String description,
    String endpoint,
    String model,
    @Nullable String className,
    @Nullable String predicted,
    List<String> classes,
    IncidentState state,
    int failures,
    int exposures,
    double rate,
    double acceptedError,
    double evidence,
    double evidenceNeeded,
    int modelVersion,
    String fingerprint,
    @Nullable ModelRef candidate,
    @Nullable Instant acceptedUntil,
    @Nullable String decidedBy,
    @Nullable String reason,
    Instant opened,
    Instant changed) {

  public Incident {
    classes = List.copyOf(classes);
  }
}
