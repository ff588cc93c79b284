package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.monitoring.ProofLink;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.ModelsApi;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Models that were trained on the same data with other seeds go the whole way of a fix: into the
 * place of the champion and through as much use as it had. None of them repairs anything, so no
 * luck may close the incident.
 */
class NullRetrainIT {

  private static final boolean LONG = Boolean.getBoolean("gyre.long");

  /**
   * All of one champion, so they are no independent draws and their share no estimate: that none
   * closes is asked of these seeds alone. The share is tested on many champions, in {@code
   * scoring}.
   */
  private static final int NULLS = LONG ? 40 : 3;

  @Test
  void closesNothing() {
    Loop loop = Loop.in(Topology.ALL_IN_ONE, "nulls");
    Repair repair = Repair.of(loop);
    LoopSteps steps = new LoopSteps(loop.site());
    DatasetVersion same = withoutTrainingPart(repair, steps);
    PreparedSet prepared = steps.prepare(same);
    int sent = Repair.NEGATIVES;
    for (int seed = 2; seed < 2 + NULLS; seed++) {
      int version =
          Objects.requireNonNull(steps.train(loop.recipe(), prepared, seed).modelVersion());
      ModelRef candidate = new ModelRef(Loop.MODEL, version);
      propose(loop, repair, candidate, same);
      deploy(loop, steps, candidate);
      repair.send("null-" + seed, Repair.NEGATIVES);
      sent += Repair.NEGATIVES;
      awaitRead(loop, sent);
      requireRefused(loop, repair);
      assertThat(evidenceThatHolds(loop, repair)).as("seed %d", seed).doesNotContain("superiority");
      assertThat(evidenceThatHolds(loop, repair)).as("seed %d", seed).doesNotContain("recurrence");
    }
  }

  /** What the champion has learnt from, and beside it the proof part alone, as test. */
  private static DatasetVersion withoutTrainingPart(Repair repair, LoopSteps steps) {
    String learnt =
        repair.harvested().items().stream()
            .filter(item -> item.part() == HarvestPart.TRAINING)
            .map(HarvestItem::sampleKey)
            .map("'%s'"::formatted)
            .collect(Collectors.joining(", "));
    int parent = repair.labelled().ref().version();
    return steps.commit("!(sample.key in [%s])".formatted(learnt), List.of(), parent);
  }

  private static void propose(
      Loop loop, Repair repair, ModelRef candidate, DatasetVersion dataset) {
    IncidentsApi incidents = loop.api(IncidentsApi.class);
    NewFix fix = new NewFix(candidate, dataset.ref(), Remedy.RETRAIN, List.of());
    incidents.fix(loop.project(), repair.id(), fix);
    loop.await(incidents.verify(loop.project(), repair.id(), "verify-" + candidate.version()));
  }

  /** No gate would let it pass; an admin can. */
  private static void deploy(Loop loop, LoopSteps steps, ModelRef candidate) {
    loop.api(ModelsApi.class)
        .moveAlias(
            loop.project(),
            Loop.MODEL,
            "champion",
            new AliasMove(candidate.version(), "to see whether luck closes an incident"));
    steps.awaitServing(Repair.ENDPOINT, candidate);
  }

  private static void awaitRead(Loop loop, int labelled) {
    MonitorsApi monitors = loop.api(MonitorsApi.class);
    Awaitility.await("the monitor to read it all")
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> monitors.get(loop.project(), Repair.ENDPOINT).labelled() == labelled);
  }

  private static void requireRefused(Loop loop, Repair repair) {
    IncidentsApi incidents = loop.api(IncidentsApi.class);
    try {
      throw new AssertionError("Closed: " + incidents.close(loop.project(), repair.id()));
    } catch (PlatformException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.PROOF_INCOMPLETE);
      assertThat(incidents.get(loop.project(), repair.id()).state())
          .isNotEqualTo(IncidentState.RESOLVED);
    }
  }

  /**
   * Without a gate's verdict no close succeeds, so what the measurements say is asked by itself.
   */
  private static List<String> evidenceThatHolds(Loop loop, Repair repair) {
    return loop.api(IncidentsApi.class).proof(loop.project(), repair.id()).links().stream()
        .filter(link -> link.state().holds())
        .map(ProofLink::link)
        .toList();
  }
}
