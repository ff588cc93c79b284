package dev.gyre.monitoring.fix;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.monitoring.Fix;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.ProofLink;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.security.Caller;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.fix.MakingLinks.Link;
import dev.gyre.monitoring.harvest.HarvestEntry;
import dev.gyre.monitoring.harvest.Harvests;
import dev.gyre.monitoring.harvest.ProofLabels;
import dev.gyre.monitoring.incident.IncidentChange;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.incident.Incidents;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.proof.ProofLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges the whole chain of an incident's proof, and ends the incident if all of it holds. */
@Component
public class Closing {

  /** What a mode lacks that has come back after its proof was complete. */
  private static final ProofLink RETURNED =
      new ProofLink(
          "harvest",
          LinkState.MISSING,
          "The mode has returned since it was proven gone: harvest again.",
          Map.of(),
          null);

  private final FixRepository fixes;
  private final Incidents incidents;
  private final Harvests harvests;
  private final EvidenceGathering gathering;
  private final MakingLinks making;
  private final ProofLinks proof;
  private final ProofLabels labels;
  private final Monitors monitors;
  private final Exposures exposures;
  private final EventOutbox outbox;
  private final TransactionTemplate transactions;

  Closing(
      FixRepository fixes,
      Incidents incidents,
      Harvests harvests,
      EvidenceGathering gathering,
      MakingLinks making,
      ProofLinks proof,
      ProofLabels labels,
      Monitors monitors,
      Exposures exposures,
      @Qualifier("monitoringEvents") EventOutbox outbox,
      PlatformTransactionManager transactions) {
    this.fixes = fixes;
    this.incidents = incidents;
    this.harvests = harvests;
    this.gathering = gathering;
    this.making = making;
    this.proof = proof;
    this.labels = labels;
    this.monitors = monitors;
    this.exposures = exposures;
    this.outbox = outbox;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** The chain as it is recorded, after a look for labels that came since. */
  public Proof proof(ProjectId project, IncidentId id) {
    IncidentEntry incident = incidents.get(project, id);
    Optional<HarvestEntry> harvest = harvests.newest(id);
    if (incident.state().isOpen()) {
      harvest
          .filter(each -> each.step() == HarvestStep.DONE)
          .ifPresent(each -> labels.look(incident, each));
    }
    return proof.of(incident.id(), harvest.map(HarvestEntry::number).orElse(0));
  }

  /** Ends it with its proof, or says what is missing. */
  public Incident close(Caller caller, IncidentId id) {
    IncidentEntry incident = incidents.get(caller.requireProject(), id);
    if (incident.state() == IncidentState.RESOLVED) {
      return incident.toIncident();
    }
    if (incident.state() == IncidentState.ACCEPTED || incident.state() == IncidentState.IGNORED) {
      Incidents.require(incident, "closed", IncidentState.FIXING, IncidentState.VERIFYING);
    }
    Optional<FixEntry> fix = fixes.newest(id);
    if (incident.candidateVersion() == null || fix.isEmpty()) {
      throw incomplete(proof(incident.project(), id));
    }
    Judged judged = judge(incident, fix.get());
    if (!judged.gathered().trained().isEmpty()) {
      String sentence = EvidenceLinks.heldOutSentence(judged.gathered().trained());
      throw new PlatformException(
          ErrorCode.TEST_IN_TRAINING,
          sentence + ". Train a candidate without them",
          Map.of("link", "held_out", "sentence", sentence));
    }
    if (!judged.proof().complete()) {
      throw incomplete(judged.proof());
    }
    return incidents.get(incident.project(), id).toIncident();
  }

  /**
   * What came of a look.
   *
   * @param proof the chain after it
   */
  record Judged(EvidenceGathering.Gathered gathered, Proof proof) {}

  /** Looks at everything and records it; closes if all of it holds and it is asked to. */
  private Judged judge(IncidentEntry incident, FixEntry fix) {
    return look(incident, fix, /* close= */ true);
  }

  /** Looks at everything and records it. */
  void record(IncidentEntry incident, FixEntry fix) {
    look(incident, fix, /* close= */ false);
  }

  private Judged look(IncidentEntry incident, FixEntry fix, boolean close) {
    HarvestEntry harvest = harvests.requireDone(incident.id());
    labels.look(incident, harvest);
    EvidenceGathering.Gathered gathered = gathering.gather(incident, harvest, fix);
    List<Link> links = new ArrayList<>(EvidenceLinks.of(gathered, fix));
    links.add(making.promotion(incident, fix));
    links.add(making.deployment(incident, fix));
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          IncidentEntry held = incidents.lock(incident.project(), incident.id());
          Incidents.require(held, "judged", IncidentState.FIXING, IncidentState.VERIFYING);
          requireSame(fix);
          links.forEach(link -> making.record(harvest, link));
          Proof chain = proof.of(incident.id(), harvest.number());
          if (close && chain.complete()) {
            resolve(held, fix, harvest);
          }
          return new Judged(gathered, chain);
        }));
  }

  /** A fix that was recorded meanwhile begins its own chain. */
  private void requireSame(FixEntry fix) {
    if (fixes.newest(fix.incident()).map(FixEntry::number).orElse(0) != fix.number()) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Another candidate was recorded for incident %s meanwhile: verify it"
              .formatted(fix.incident()));
    }
  }

  private void resolve(IncidentEntry incident, FixEntry fix, HarvestEntry harvest) {
    outbox.append(
        incident.project(),
        Fix.PROVEN,
        "incident/" + incident.id(),
        fix.toFix(harvest.proofSlice()));
    incidents.save(
        incident,
        IncidentChange.of(incident)
            .state(IncidentState.RESOLVED)
            .curedFrom(
                exposures
                    .firstOf(
                        monitors.require(incident.project(), incident.endpoint()),
                        fix.candidate().version())
                    .orElseThrow()));
  }

  private static PlatformException incomplete(Proof proof) {
    ProofLink first =
        proof.links().stream().filter(link -> !link.state().holds()).findFirst().orElse(RETURNED);
    return new PlatformException(
        ErrorCode.PROOF_INCOMPLETE,
        "The proof lacks its link '%s' (%s): %s"
            .formatted(first.link(), first.state(), first.sentence()),
        Map.of("link", first.link(), "sentence", first.sentence()));
  }
}
