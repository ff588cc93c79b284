package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.project.ProjectSlug;
import dev.gyre.cli.Connection;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Services that die by themselves, with SIGKILL, between any two steps of a harvest, a verification
 * and a close, and are started again while the others live on: the incident ends in its proof.
 */
class KillServiceIT {

  private static @Nullable FragileGyre gyre;

  @TestFactory
  Stream<DynamicTest> survives() throws Exception {
    FragileGyre fragile = FragileGyre.start(Topology.DISTRIBUTED);
    gyre = fragile;
    KilledData data = new KilledData(survivor("imports"), 3);
    Survivor survivor = survivor("incident");
    Loop loop = new LoopSteps(survivor.site()).go(Topology.DISTRIBUTED);
    KilledIncident incident = new KilledIncident(survivor, loop);
    return new KillOrder()
        .each(
            data::importAt,
            KillPoint.IMPORT_STARTED,
            KillPoint.IMPORT_BATCH_BEFORE_COMMIT,
            KillPoint.IMPORT_END_BEFORE_COMMIT)
        .each(
            incident::harvestAt,
            KillPoint.HARVEST_CHOICE_BEFORE_COMMIT,
            KillPoint.HARVEST_CHOSEN,
            KillPoint.HARVEST_SAMPLES_BEFORE_COMMIT,
            KillPoint.HARVEST_SAMPLED,
            KillPoint.HARVEST_QUEUE_BEFORE_COMMIT,
            KillPoint.HARVEST_QUEUED,
            KillPoint.HARVEST_SLICE_BEFORE_COMMIT,
            KillPoint.HARVEST_FROZEN)
        .each(incident::retrainAt, KillPoint.RUN_METRICS_BEFORE_COMMIT)
        .then("records the fix", incident::fix)
        .then(
            "PREDICTIONS_BEFORE_COMMIT and EVALUATION_BEFORE_COMMIT",
            () ->
                incident.evaluateAt(
                    KillPoint.PREDICTIONS_BEFORE_COMMIT, KillPoint.EVALUATION_BEFORE_COMMIT))
        .each(
            incident::verifyAt,
            KillPoint.VERIFY_CHAMPION_ASKED,
            KillPoint.VERIFY_CHAMPION_STORED,
            KillPoint.VERIFY_CANDIDATE_ASKED,
            KillPoint.VERIFY_CANDIDATE_STORED,
            KillPoint.VERIFY_COMPARISON_STORED,
            KillPoint.VERIFY_JUDGED,
            KillPoint.VERIFY_DONE)
        .then("promotes and watches", incident::promote)
        .each(incident::closeAt, KillPoint.CLOSE_LINKS_BEFORE_COMMIT, KillPoint.CLOSE_BEFORE_COMMIT)
        .then("closes with the whole proof", incident::close)
        .then(
            "leaves no process",
            () -> {
              fragile.down();
              assertThat(fragile.processes()).isEmpty();
            })
        .tests();
  }

  private static Survivor survivor(String project) {
    FragileGyre fragile = Objects.requireNonNull(gyre);
    return new Survivor(fragile, new Connection(fragile.server(), new ProjectSlug(project)));
  }

  @AfterAll
  static void stop() {
    if (gyre != null) {
      gyre.down();
    }
  }
}
