package dev.gyre.cli.demo;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.Monitor;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.cli.Connection;
import dev.gyre.cli.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From incidents to their proof. */
final class IncidentSteps {

  /** Judging follows reading within a beat of the monitor; this is several. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final String NOTE =
      "The known truth of the data set, given by gyre demo; no person looked";

  private final DemoSite site;
  private final IncidentsApi incidents;

  IncidentSteps(DemoSite site) {
    this.site = site;
    this.incidents = site.api(IncidentsApi.class);
  }

  /**
   * How an incident ended.
   *
   * @param proof what became of its proof samples; absent if nothing was compared
   */
  record Ending(
      Incident incident,
      @Nullable String missingLink,
      String sentence,
      @Nullable SliceFlips proof) {

    boolean closed() {
      return missingLink == null;
    }
  }

  /**
   * The incidents once the monitor has read and judged everything.
   *
   * @param predictions in the endpoint's log
   * @param labelled of them, with feedback
   */
  List<Incident> await(int predictions, int labelled) {
    MonitorsApi monitors = site.api(MonitorsApi.class);
    Poll.until(
        "Reading %d predictions".formatted(predictions),
        site.timeout(),
        () -> {
          Monitor monitor = monitors.get(site.project(), ServingSteps.ENDPOINT);
          return monitor.exposures() >= predictions && monitor.labelled() >= labelled
              ? Optional.of(monitor)
              : Optional.empty();
        });
    return quiet();
  }

  /** The list once it has not moved for a while: the monitor does not say that it has judged. */
  private List<Incident> quiet() {
    Quiet quiet = new Quiet();
    return Poll.until("The monitor's judgement", site.timeout(), () -> quiet.settled(all()));
  }

  private static final class Quiet {
    private List<Incident> seen = List.of();
    private long since = System.nanoTime();

    Optional<List<Incident>> settled(List<Incident> now) {
      if (!now.equals(seen)) {
        seen = now;
        since = System.nanoTime();
      }
      return System.nanoTime() - since > QUIET.toNanos() ? Optional.of(now) : Optional.empty();
    }
  }

  private List<Incident> all() {
    return Connection.all((limit, cursor) -> incidents.list(site.project(), null, limit, cursor));
  }

  /** Says what opened, and holds it against what the client saw itself. */
  void show(List<Incident> opened, Traffic labelled) {
    if (opened.isEmpty()) {
      site.say("No incident: no class is proven worse than accepted.");
    }
    for (Incident incident : opened) {
      site.say(
          "%s: evidence %.3g, needed %.3g.",
          incident.title(), incident.evidence(), incident.evidenceNeeded());
      site.contradictions()
          .unless(
              incident.evidence() >= incident.evidenceNeeded() && incident.failures() >= 5,
              "Incident %s opened below its evidence",
              incident.id());
      site.contradictions()
          .unless(
              incident.failures() == labelled.failures(incident.classes())
                  && incident.exposures() == labelled.exposures(incident.classes()),
              "Incident %s counts %d of %d, the client saw %d of %d",
              incident.id(),
              incident.failures(),
              incident.exposures(),
              labelled.failures(incident.classes()),
              labelled.exposures(incident.classes()));
    }
  }

  /** A short name: the classes that it is about. */
  static String name(Incident incident) {
    return String.join(" and ", incident.classes());
  }

  /** Those that opened since. */
  static List<Incident> later(List<Incident> opened, List<Incident> now) {
    Set<IncidentId> known = opened.stream().map(Incident::id).collect(Collectors.toSet());
    return now.stream().filter(incident -> !known.contains(incident.id())).toList();
  }

  Harvest harvest(Incident incident) {
    incidents.triage(site.project(), incident.id());
    site.await(incidents.harvest(site.project(), incident.id(), null));
    Harvest harvest = incidents.getHarvest(site.project(), incident.id());
    long proof = harvest.items().stream().filter(IncidentSteps::isProof).count();
    site.say(
        "%s: %d predictions harvested, %d for training, %d held out.",
        name(incident), harvest.items().size(), harvest.items().size() - proof, proof);
    return harvest;
  }

  /** Labels what a harvest asks for. */
  int label(Harvest harvest) {
    LabelQueueId queue = harvest.labelQueue();
    if (queue == null) {
      return 0;
    }
    Map<String, String> truths = new TreeMap<>();
    harvest.items().forEach(item -> truths.put(item.sampleKey(), truth(item)));
    LabelQueuesApi queues = site.api(LabelQueuesApi.class);
    int done = 0;
    Optional<LabelTask> task = lease(queues, queue);
    while (task.isPresent()) {
      String truth = Objects.requireNonNull(truths.get(task.get().sampleKey()));
      queues.submit(
          site.project(),
          queue,
          task.get().id(),
          new NewLabel(truth, AnnotationSource.IMPORT, NOTE));
      done++;
      task = lease(queues, queue);
    }
    return done;
  }

  private Optional<LabelTask> lease(LabelQueuesApi queues, LabelQueueId queue) {
    try {
      return Optional.of(queues.lease(site.project(), queue));
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Proof samples judge, the others train; one that is proof for any incident is never trained on.
   */
  static List<SplitAssignment> assignments(List<Harvest> harvests) {
    Map<String, Split> splits = new TreeMap<>();
    for (Harvest harvest : harvests) {
      for (HarvestItem item : harvest.items()) {
        splits.merge(
            item.sampleKey(),
            isProof(item) ? Split.TEST : Split.TRAIN,
            (a, b) -> a == Split.TEST ? a : b);
      }
    }
    return splits.entrySet().stream()
        .map(each -> new SplitAssignment(each.getKey(), each.getValue()))
        .toList();
  }

  void verify(Incident incident, ModelRef candidate, DatasetRef dataset) {
    NewFix fix = new NewFix(candidate, dataset, Remedy.RETRAIN, List.of());
    incidents.fix(site.project(), incident.id(), fix);
    site.await(incidents.verify(site.project(), incident.id(), null));
    Proof proof = incidents.proof(site.project(), incident.id());
    proof.links().stream()
        .filter(link ->
            List.of("proof_slice", "superiority", "non_inferiority", "overall")
                .contains(link.link()))
        .forEach(link -> site.say("%s, %s: %s", name(incident), link.state(), link.sentence()));
  }

  /** Closes it, or tells which link of its proof is missing. */
  Ending close(Incident incident, @Nullable SliceFlips flips) {
    Ending ending = tryClose(incident, flips);
    Proof proof = incidents.proof(site.project(), incident.id());
    site.contradictions()
        .unless(
            !ending.closed() || flips == null || flips.better() == GateOutcome.PASS,
            "Incident %s is closed, but its proof slice is not shown to be better",
            incident.id());
    boolean holds = proof.links().stream().allMatch(link -> link.state().holds());
    site.contradictions()
        .unless(
            ending.closed() == (proof.complete() && holds),
            "Incident %s is %s, but its proof says %s",
            incident.id(),
            ending.closed() ? "closed" : "open",
            proof.complete() ? "complete" : "incomplete");
    site.contradictions()
        .unless(
            ending.closed() == (ending.incident().state() == IncidentState.RESOLVED),
            "Incident %s was %s and is %s",
            incident.id(),
            ending.closed() ? "closed" : "refused",
            ending.incident().state());
    site.say(
        "%s: %s",
        name(incident),
        ending.closed() ? "closed, its whole chain holds." : "stays open. " + ending.sentence());
    return ending;
  }

  private Ending tryClose(Incident incident, @Nullable SliceFlips flips) {
    try {
      Incident closed = incidents.close(site.project(), incident.id());
      return new Ending(closed, null, "The whole chain of its proof holds.", flips);
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.PROOF_INCOMPLETE && e.code() != ErrorCode.TEST_IN_TRAINING) {
        throw e;
      }
      return new Ending(
          incidents.get(site.project(), incident.id()),
          e.args().getOrDefault("link", "held_out"),
          e.args().getOrDefault("sentence", e.detail()),
          flips);
    }
  }

  private static boolean isProof(HarvestItem item) {
    return item.part() == HarvestPart.PROOF;
  }

  private static String truth(HarvestItem item) {
    return Traffic.truth(Objects.requireNonNull(item.clientKey()));
  }
}
