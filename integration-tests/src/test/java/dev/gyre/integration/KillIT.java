package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.project.ProjectSlug;
import dev.gyre.cli.Connection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Gyre in one process, killed with SIGKILL again and again on its way from digits to an incident:
 * the server with its object store, or a worker. After each death everything that was answered is
 * there, each effect once, and the job that was interrupted ends well.
 */
class KillIT {

  private static final boolean LONG = Boolean.getBoolean("gyre.long");

  private static @Nullable FragileGyre gyre;

  @TestFactory
  Stream<DynamicTest> survives() throws Exception {
    FragileGyre fragile = FragileGyre.start(Topology.ALL_IN_ONE);
    gyre = fragile;
    Survivor survivor =
        new Survivor(fragile, new Connection(fragile.server(), new ProjectSlug("kill")));
    KilledData data = new KilledData(survivor, 2);
    KilledModels models = new KilledModels(survivor, data);
    KilledServing serving = new KilledServing(survivor, models);
    return new KillOrder()
        .each(data::importAt, KillPoint.IMPORT_BYTES_STORED, KillPoint.IMPORT_BATCH_COMMITTED)
        .each(data::commitAt, KillPoint.VERSION_BEFORE_COMMIT)
        .each(
            data::prepareAt,
            KillPoint.WORKER_STARTED,
            KillPoint.PREPARE_SHARD_UPLOADED,
            KillPoint.WORKER_BEFORE_COMPLETION,
            KillPoint.PREPARED_SET_BEFORE_COMMIT)
        .each(
            models::trainAt,
            KillPoint.TRAIN_EPOCH_ENDED,
            KillPoint.TRAIN_CHECKPOINT_UPLOADED,
            KillPoint.WORKER_AFTER_COMPLETION,
            KillPoint.RUN_END_BEFORE_COMMIT)
        .then("a lapsed attempt changes nothing", models::trainWithALapsedAttempt)
        .each(models::evaluateAt, KillPoint.PREDICT_STARTED)
        .each(models::judgeAt, KillPoint.VERDICT_BEFORE_COMMIT)
        .each(models::promoteAt, KillPoint.ALIAS_BEFORE_COMMIT)
        .each(serving::openAt, KillPoint.DEPLOYMENT_BEFORE_COMMIT)
        .each(
            serving::predictAt,
            KillPoint.LOG_PAYLOADS_STORED,
            KillPoint.LOG_WRITER_BEFORE_COMMIT,
            KillPoint.LOG_WRITER_AFTER_COMMIT)
        .each(serving::feedAt, KillPoint.FEEDBACK_BEFORE_COMMIT)
        .each(serving::failAt, KillPoint.INCIDENT_BEFORE_COMMIT)
        .moments(LONG ? 25 : 0, 150, models::trainAtAMoment)
        .then(
            "leaves no process, not even a worker at work",
            () -> {
              models.startARun();
              fragile.down();
              assertThat(fragile.processes()).isEmpty();
            })
        .tests();
  }

  @AfterAll
  static void stop() {
    if (gyre != null) {
      gyre.down();
    }
  }
}
