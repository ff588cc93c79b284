package dev.gyre.monitoring.incident;

import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.evidence.EvidenceValue;
import dev.gyre.scoring.proof.ClassExposures;
import dev.gyre.scoring.proof.DeploymentRise;
import dev.gyre.scoring.proof.FailureMode;
import dev.gyre.scoring.proof.IncidentFingerprint;
import dev.gyre.scoring.proof.OpenedMode;
import dev.gyre.scoring.proof.OpeningDecision;
import dev.gyre.scoring.proof.OpeningRules;
import dev.gyre.scoring.proof.Openings;
import dev.gyre.scoring.proof.Reopening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges an endpoint's labelled exposures after labels came: opens incidents, joins modes that rose
 * together, returns to incidents whose mode came back. It may be asked at any time; the rules are
 * valid however often it is.
 */
@Component
public class IncidentJudge {

  private final TaskContractsApi contracts;
  private final TestedErrors tested;
  private final Exposures exposures;
  private final Monitors monitors;
  private final IncidentRepository repository;
  private final Incidents incidents;
  private final TransactionTemplate transactions;

  IncidentJudge(
      TaskContractsApi contracts,
      TestedErrors tested,
      Exposures exposures,
      Monitors monitors,
      IncidentRepository repository,
      Incidents incidents,
      PlatformTransactionManager transactions) {
    this.contracts = contracts;
    this.tested = tested;
    this.exposures = exposures;
    this.monitors = monitors;
    this.repository = repository;
    this.incidents = incidents;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Judges what came since the last time; without effect if nothing did. */
  public void judge(Watch watch) {
    if (!watch.unjudged()) {
      return;
    }
    TaskContract contract =
        Callers.asService("monitoring", () -> contracts.current(watch.slug())).contract();
    OpeningRules rules = OpeningRules.of(contract.acceptedError(), contract.classes().size());
    Optional<LiveWindow> live = LiveWindow.of(watch, exposures);
    if (live.isEmpty()) {
      return;
    }
    Map<String, DeploymentRise.Before> known = live.get().known();
    if (known.isEmpty() && !Openings.decide(live.get().since(), rules, List.of()).isEmpty()) {
      known = tested.of(watch, live.get().version());
    }
    String deployment = "%s/%d".formatted(watch.endpoint(), live.get().version());
    DeploymentRise rise = new DeploymentRise(deployment, known);
    transactions.executeWithoutResult(_ -> decide(monitors.lock(watch), live.get(), rise, rules));
    transactions.executeWithoutResult(_ -> monitors.judged(watch));
  }

  private void decide(Watch watch, LiveWindow live, DeploymentRise rise, OpeningRules rules) {
    List<IncidentEntry> known = repository.lockAll(watch);
    List<FailureMode> taken =
        known.stream().flatMap(incident -> incident.members().stream()).toList();
    List<IncidentEntry> rose =
        known.stream()
            .filter(i -> i.rose() && i.modelVersion() == live.version() && i.state().isOpen())
            .toList();
    Collection<FailureMode> roseModes = rose.stream().map(IncidentEntry::mode).toList();
    List<OpenedMode> opened =
        rise.settled(Openings.decide(live.since(), rules, taken), live.since(), roseModes, rules);
    for (OpeningDecision decision : rise.group(opened, live.since(), roseModes, rules)) {
      switch (decision) {
        case OpeningDecision.Open(OpenedMode mode) ->
            open(watch, live, mode, rises(rise, live, mode, rules), rules);
        case OpeningDecision.Join(FailureMode existing, OpenedMode mode) ->
            rose.stream()
                .filter(incident -> incident.mode().equals(existing))
                .findFirst()
                .ifPresent(incident -> join(incident.id(), watch, live, mode, rise, rules));
      }
    }
    known.stream()
        .filter(incident -> incident.state() == IncidentState.RESOLVED)
        .forEach(incident -> reopen(watch, incident, live.version(), rules));
    known.stream()
        .filter(incident -> isFresh(incident, live))
        .filter(incident -> rose.stream().noneMatch(other -> other.id().equals(incident.id())))
        .forEach(incident -> refresh(incident, incident.members(), live, rules));
  }

  private static boolean isFresh(IncidentEntry incident, LiveWindow live) {
    return (incident.state() == IncidentState.NEW || incident.state() == IncidentState.TRIAGED)
        && incident.modelVersion() == live.version();
  }

  private static boolean rises(
      DeploymentRise rise, LiveWindow live, OpenedMode mode, OpeningRules rules) {
    return mode.members().stream()
        .flatMap(member -> ModeCounts.truth(member).stream())
        .anyMatch(truth ->
            live.since().stream()
                .anyMatch(counts -> counts.name().equals(truth) && rise.rises(counts, rules)));
  }

  private void open(
      Watch watch, LiveWindow live, OpenedMode mode, boolean rose, OpeningRules rules) {
    Instant now = incidents.now();
    IncidentEntry incident =
        new IncidentEntry(
            IncidentId.next(),
            watch.project(),
            watch.slug(),
            watch.endpoint(),
            watch.model(),
            mode.mode(),
            mode.members(),
            mode.description(),
            IncidentFingerprint.of(mode.mode()).value(),
            IncidentState.NEW,
            new ModeCounts(mode.wrong(), mode.exposures()),
            mode.logEvidence(),
            mode.threshold(),
            rules.acceptedError(),
            live.version(),
            rose,
            null,
            null,
            null,
            null,
            null,
            now,
            now);
    if (repository.insert(incident)) {
      incidents.tell(incident, "opened");
    }
  }

  /** The incident is about the deployment from now on. */
  private void join(
      IncidentId id,
      Watch watch,
      LiveWindow live,
      OpenedMode mode,
      DeploymentRise rise,
      OpeningRules rules) {
    IncidentEntry incident = incidents.lock(watch.project(), id);
    List<FailureMode> members = new ArrayList<>(incident.members());
    members.addAll(mode.members());
    FailureMode fault = new FailureMode.DeploymentFault(rise.deployment());
    refresh(
        incidents.save(
            incident,
            IncidentChange.of(incident)
                .mode(fault, members, IncidentFingerprint.of(fault).value())),
        members,
        live,
        rules);
  }

  private void refresh(
      IncidentEntry incident, List<FailureMode> members, LiveWindow live, OpeningRules rules) {
    ModeCounts counts = ModeCounts.of(members, live.since());
    double log = 0;
    for (FailureMode member : members) {
      ModeCounts own = ModeCounts.of(List.of(member), live.since());
      log = Math.max(log, log(own, rules.acceptedError()));
    }
    String words =
        "%d of %d labelled exposures wrong, above the accepted error of %s"
            .formatted(counts.failures(), counts.exposures(), rules.acceptedError());
    incidents.save(
        incident,
        IncidentChange.of(incident)
            .evidence(counts, log, "%s: %s".formatted(words(members, live.since()), words)));
  }

  private static String words(List<FailureMode> members, List<ClassExposures> since) {
    return String.join(
        ", ",
        members.stream()
            .map(member -> {
              ModeCounts own = ModeCounts.of(List.of(member), since);
              return "%s (%d of %d)".formatted(member.title(), own.failures(), own.exposures());
            })
            .toList());
  }

  private void reopen(Watch watch, IncidentEntry incident, int version, OpeningRules rules) {
    if (incident.curedFrom() == null) {
      return;
    }
    ModeCounts counts =
        ModeCounts.of(
            incident.members(),
            ModeCounts.byClass(
                exposures.measuredSince(watch, incident.curedFrom(), incident.classes())));
    Reopening test = Reopening.of(counts.failures(), counts.exposures(), rules.acceptedError());
    if (test.reopens()) {
      String words =
          "returned: %d of %d labelled exposures wrong since it was proven gone"
              .formatted(counts.failures(), counts.exposures());
      incidents.save(
          incident,
          IncidentChange.of(incident)
              .state(IncidentState.REGRESSED)
              .evidence(counts, test.logEvidence(), words)
              .failingVersion(version)
              .candidate(null)
              .curedFrom(null));
    }
  }

  private static double log(ModeCounts counts, double acceptedError) {
    return EvidenceValue.log(counts.failures(), counts.exposures(), acceptedError);
  }
}
