package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.Promote;
import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.training.Run;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The other half of the loop: a new camera sends negatives, the model fails on them, and what
 * follows until that is proven gone. Each step is done at its first use, after those before it.
 */
final class Repair {

  static final String ENDPOINT = "camera";
  static final int NEGATIVES = 50;

  private static final Map<Loop, Repair> MADE = new ConcurrentHashMap<>();
  private static final NewLabel ZERO = new NewLabel("zero", null, null);

  private final Loop loop;
  private final LoopSteps steps;
  private final IncidentsApi incidents;
  private final Once<FeedbackReceipt> fed = new Once<>(this::feed);
  private final Once<Incident> opened = new Once<>(this::awaitIncident);
  private final Once<Incident> triaged = new Once<>(this::triage);
  private final Once<Harvest> harvested = new Once<>(this::harvest);
  private final Once<HarvestItem> skipped = new Once<>(this::skip);
  private final Once<DatasetVersion> labelled = new Once<>(this::label);
  private final Once<ModelRef> retrained = new Once<>(this::retrain);
  private final Once<PlatformException> refused = new Once<>(this::closeTooEarly);
  private final Once<Incident> fixed = new Once<>(this::fix);
  private final Once<Incident> verified = new Once<>(this::verify);
  private final Once<GateVerdict> promoted = new Once<>(this::promote);
  private final Once<FeedbackReceipt> watched = new Once<>(this::watch);
  private final Once<Incident> closed = new Once<>(this::close);

  private Repair(Loop loop) {
    this.loop = loop;
    this.steps = new LoopSteps(loop.site());
    this.incidents = loop.api(IncidentsApi.class);
  }

  static Repair of(Loop loop) {
    return MADE.computeIfAbsent(loop, Repair::new);
  }

  FeedbackReceipt fed() {
    return fed.get();
  }

  Incident opened() {
    return opened.get();
  }

  Incident triaged() {
    return triaged.get();
  }

  Harvest harvested() {
    return harvested.get();
  }

  /** A proof sample that was left out, until it was labelled all the same. */
  HarvestItem skipped() {
    return skipped.get();
  }

  /** The dataset version with the harvest. */
  DatasetVersion labelled() {
    return labelled.get();
  }

  ModelRef retrained() {
    return retrained.get();
  }

  /** What an attempt to close it without a fix came to. */
  PlatformException refused() {
    return refused.get();
  }

  Incident fixed() {
    return fixed.get();
  }

  Incident verified() {
    return verified.get();
  }

  GateVerdict promoted() {
    return promoted.get();
  }

  /** What the fixed model was told in use. */
  FeedbackReceipt watched() {
    return watched.get();
  }

  /** As it is after the proof. */
  Incident closed() {
    return closed.get();
  }

  IncidentId id() {
    return opened().id();
  }

  private FeedbackReceipt feed() {
    steps.open(ENDPOINT, loop.evaluation().model());
    loop.api(MonitorsApi.class).put(project(), ENDPOINT, MonitorSpec.defaults());
    return send("negative", 0);
  }

  /**
   * Asks about negatives and says what they are.
   *
   * @param name begins their client keys, and was not used with these numbers before
   */
  FeedbackReceipt send(String name, int from) {
    List<NewFeedback> truths = new ArrayList<>();
    int number = from;
    for (byte[] picture : Pictures.negatives(from, from + NEGATIVES)) {
      String key = name + "-" + number++;
      loop.api(PredictApi.class)
          .predict(
              project(),
              ENDPOINT,
              key,
              null,
              "camera-1",
              null,
              null,
              new ByteArrayInputStream(picture));
      truths.add(new NewFeedback(ENDPOINT, null, key, "zero", Collection.COMPLETE, null));
    }
    return loop.api(FeedbackApi.class).give(project(), truths);
  }

  private Incident awaitIncident() {
    fed();
    return Awaitility.await("an incident")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> incidents.list(project(), null, 100, null).items().stream().findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private Incident triage() {
    return incidents.triage(project(), id());
  }

  private Harvest harvest() {
    triaged();
    loop.await(incidents.harvest(project(), id(), "harvest-1"));
    return incidents.getHarvest(project(), id());
  }

  private HarvestItem skip() {
    HarvestItem held =
        harvested().items().stream().filter(HarvestItem::proofSlice).findFirst().orElseThrow();
    return incidents.skip(project(), id(), held.logId(), new Decision("nobody can read it"));
  }

  private DatasetVersion label() {
    assertThat(skipped().proofSlice()).isTrue();
    LabelQueueId queue = Objects.requireNonNull(harvested().labelQueue());
    LabelQueuesApi queues = loop.api(LabelQueuesApi.class);
    for (Optional<LabelTask> task = lease(queue); task.isPresent(); task = lease(queue)) {
      queues.submit(project(), queue, task.get().id(), ZERO);
    }
    List<SplitAssignment> splits =
        harvested().items().stream()
            .map(item ->
                new SplitAssignment(
                    item.sampleKey(), item.part() == HarvestPart.PROOF ? Split.TEST : Split.TRAIN))
            .toList();
    return steps.commit(splits, loop.dataset().ref().version());
  }

  private Optional<LabelTask> lease(LabelQueueId queue) {
    try {
      return Optional.of(loop.api(LabelQueuesApi.class).lease(project(), queue));
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private ModelRef retrain() {
    Run run = steps.train(loop.recipe(), steps.prepare(labelled()));
    return new ModelRef(Loop.MODEL, Objects.requireNonNull(run.modelVersion()));
  }

  private PlatformException closeTooEarly() {
    harvested();
    try {
      Incident closed = incidents.close(project(), id());
      throw new AssertionError("Closed without a fix: " + closed);
    } catch (PlatformException e) {
      return e;
    }
  }

  private Incident fix() {
    refused();
    NewFix fix = new NewFix(retrained(), labelled().ref(), Remedy.RETRAIN, List.of());
    return incidents.fix(project(), id(), fix);
  }

  private Incident verify() {
    fixed();
    loop.await(incidents.verify(project(), id(), "verify-1"));
    return incidents.get(project(), id());
  }

  private GateVerdict promote() {
    verified();
    GateVerdict verdict =
        steps.judge(
            retrained(), labelled(), List.of(Objects.requireNonNull(harvested().proofSlice())));
    loop.api(GateVerdictsApi.class).promote(project(), verdict.id(), new Promote("champion"));
    steps.awaitServing(ENDPOINT, retrained());
    return verdict;
  }

  private FeedbackReceipt watch() {
    promoted();
    FeedbackReceipt receipt = send("negative", NEGATIVES);
    Awaitility.await("the monitor to read it all")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> loop.api(MonitorsApi.class).get(project(), ENDPOINT).labelled() == 2 * NEGATIVES);
    return receipt;
  }

  private Incident close() {
    watched();
    return incidents.close(project(), id());
  }

  private ProjectSlug project() {
    return loop.project();
  }
}
