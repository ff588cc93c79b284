package dev.gyre.monitoring.incident;

import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.serving.LogId;
import dev.gyre.scoring.proof.FailureMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A changed copy of an incident. */
public final class IncidentChange {

  private final IncidentEntry from;
  private FailureMode mode;
  private List<FailureMode> members;
  private String description;
  private String fingerprint;
  private IncidentState state;
  private ModeCounts counts;
  private double logEvidence;
  private int modelVersion;
  private @Nullable Integer candidateVersion;
  private @Nullable LogId curedFrom;
  private @Nullable Instant acceptedUntil;
  private @Nullable String decidedBy;
  private @Nullable String reason;

  private IncidentChange(IncidentEntry from) {
    this.from = from;
    this.mode = from.mode();
    this.members = from.members();
    this.description = from.description();
    this.fingerprint = from.fingerprint();
    this.state = from.state();
    this.counts = from.counts();
    this.logEvidence = from.logEvidence();
    this.modelVersion = from.modelVersion();
    this.candidateVersion = from.candidateVersion();
    this.curedFrom = from.curedFrom();
    this.acceptedUntil = from.acceptedUntil();
    this.decidedBy = from.decidedBy();
    this.reason = from.reason();
  }

  /** Begins with an equal copy. */
  public static IncidentChange of(IncidentEntry from) {
    return new IncidentChange(from);
  }

  /** Into another state; an acceptance ends with it. */
  public IncidentChange state(IncidentState to) {
    this.state = to;
    this.acceptedUntil = null;
    return this;
  }

  IncidentChange mode(FailureMode to, List<FailureMode> all, String identity) {
    this.mode = to;
    this.members = all;
    this.fingerprint = identity;
    return this;
  }

  IncidentChange evidence(ModeCounts to, double log, String words) {
    this.counts = to;
    this.logEvidence = log;
    this.description = words;
    return this;
  }

  IncidentChange failingVersion(int version) {
    this.modelVersion = version;
    return this;
  }

  /** With another candidate; absent for none. */
  public IncidentChange candidate(@Nullable Integer version) {
    this.candidateVersion = version;
    return this;
  }

  /** Ended by the version whose first exposure this is. */
  public IncidentChange curedFrom(@Nullable LogId first) {
    this.curedFrom = first;
    return this;
  }

  /** Somebody's decision. */
  public IncidentChange decided(String by, @Nullable String why) {
    this.decidedBy = by;
    this.reason = why;
    return this;
  }

  IncidentChange until(Instant date) {
    this.acceptedUntil = date;
    return this;
  }

  IncidentEntry at(Instant now) {
    return new IncidentEntry(
        from.id(),
        from.project(),
        from.slug(),
        from.endpoint(),
        from.model(),
        mode,
        members,
        description,
        fingerprint,
        state,
        counts,
        logEvidence,
        from.threshold(),
        from.acceptedError(),
        modelVersion,
        from.rose(),
        candidateVersion,
        curedFrom,
        acceptedUntil,
        decidedBy,
        reason,
        from.opened(),
        state == from.state() ? from.changed() : now);
  }
}
