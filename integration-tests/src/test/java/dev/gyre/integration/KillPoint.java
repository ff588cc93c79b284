package dev.gyre.integration;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a process of Gyre is killed: at a method of it, and before or after. Before a commit means
 * that all of the effect is done and not yet there; after it, that it is there and nobody was told.
 */
enum KillPoint {
  IMPORT_STARTED("data-service", "data.imports.ImportJob", "run", When.ENTRY),
  IMPORT_BYTES_STORED("data-service", "data.sample.SampleIntake", "add", When.ENTRY),
  IMPORT_BATCH_BEFORE_COMMIT("data-service", "data.imports.ImportRepository", "update", When.EXIT),
  IMPORT_BATCH_COMMITTED("data-service", "data.imports.ImportBatches", "flush", When.EXIT),
  IMPORT_END_BEFORE_COMMIT("data-service", "data.imports.ImportJob", "onSucceeded", When.EXIT),
  VERSION_BEFORE_COMMIT("data-service", "data.dataset.VersionCommit", "commit", When.EXIT),

  WORKER_STARTED("worker", "worker.attempt.Attempt", "begin", When.EXIT),
  PREPARE_SHARD_UPLOADED("worker", "worker.transfer.ArtifactTransfer", "put", When.EXIT),
  WORKER_BEFORE_COMPLETION("worker", "worker.attempt.Attempt", "complete", When.ENTRY),
  PREPARED_SET_BEFORE_COMMIT(
      "data-service", "data.preparation.PrepareHandler", "onSucceeded", When.EXIT),

  TRAIN_EPOCH_ENDED("worker", "worker.job.TrainingReports", "epochEnded", When.EXIT, 5),
  TRAIN_CHECKPOINT_UPLOADED("worker", "worker.job.PackageUpload", "put", When.EXIT),
  WORKER_AFTER_COMPLETION("worker", "worker.attempt.AttemptClient", "complete", When.EXIT),
  RUN_METRICS_BEFORE_COMMIT(
      "training-service", "training.run.TrainJobHandler", "onHeartbeat", When.EXIT, 2),
  RUN_END_BEFORE_COMMIT(
      "training-service", "training.run.TrainJobHandler", "onSucceeded", When.EXIT),

  PREDICT_STARTED("worker", "worker.job.PredictBody", "run", When.ENTRY),
  PREDICTIONS_BEFORE_COMMIT(
      "eval-service", "eval.predictionset.PredictJob", "onSucceeded", When.EXIT),
  EVALUATION_BEFORE_COMMIT("eval-service", "eval.evaluation.EvaluationWork", "store", When.EXIT),
  VERDICT_BEFORE_COMMIT("eval-service", "eval.gate.Judge", "give", When.EXIT),
  ALIAS_BEFORE_COMMIT("training-service", "training.model.Aliases", "promote", When.EXIT),

  DEPLOYMENT_BEFORE_COMMIT(
      "serving-service", "serving.endpoint.DeploymentStates", "ready", When.EXIT),
  LOG_PAYLOADS_STORED("serving-service", "serving.log.LogWriter", "storePayloads", When.EXIT, 7),
  LOG_WRITER_BEFORE_COMMIT(
      "serving-service", "serving.log.LogRepository", "appendInTransaction", When.EXIT, 7),
  LOG_WRITER_AFTER_COMMIT("serving-service", "serving.log.LogRepository", "append", When.EXIT, 7),

  FEEDBACK_BEFORE_COMMIT(
      "monitoring-service", "monitoring.feedback.FeedbackRepository", "insert", When.EXIT, 20),
  INCIDENT_BEFORE_COMMIT(
      "monitoring-service", "monitoring.incident.IncidentRepository", "insert", When.EXIT),

  HARVEST_CHOICE_BEFORE_COMMIT(
      "monitoring-service", "monitoring.harvest.HarvestRepository", "chosen", When.EXIT),
  HARVEST_CHOSEN("monitoring-service", "monitoring.harvest.HarvestSteps", "choose", When.EXIT),
  HARVEST_SAMPLES_BEFORE_COMMIT(
      "monitoring-service", "monitoring.harvest.HarvestRepository", "sampled", When.EXIT),
  HARVEST_SAMPLED("monitoring-service", "monitoring.harvest.HarvestSteps", "intake", When.EXIT),
  HARVEST_QUEUE_BEFORE_COMMIT(
      "monitoring-service", "monitoring.harvest.HarvestRepository", "queued", When.EXIT),
  HARVEST_QUEUED("monitoring-service", "monitoring.harvest.HarvestSteps", "queue", When.EXIT),
  HARVEST_SLICE_BEFORE_COMMIT(
      "monitoring-service", "monitoring.harvest.HarvestRepository", "frozen", When.EXIT),
  HARVEST_FROZEN("monitoring-service", "monitoring.harvest.HarvestSteps", "freeze", When.EXIT),

  VERIFY_CHAMPION_ASKED("monitoring-service", "monitoring.fix.VerifySteps", "evaluate", When.EXIT),
  VERIFY_CHAMPION_STORED(
      "monitoring-service", "monitoring.fix.FixRepository", "advance", When.EXIT),
  VERIFY_CANDIDATE_ASKED(
      "monitoring-service", "monitoring.fix.VerifySteps", "evaluate", When.EXIT, 2),
  VERIFY_CANDIDATE_STORED(
      "monitoring-service", "monitoring.fix.FixRepository", "advance", When.EXIT, 2),
  VERIFY_COMPARISON_STORED(
      "monitoring-service", "monitoring.fix.FixRepository", "advance", When.EXIT, 3),
  VERIFY_JUDGED("monitoring-service", "monitoring.fix.Closing", "record", When.EXIT),
  VERIFY_DONE("monitoring-service", "monitoring.fix.FixRepository", "advance", When.EXIT, 4),

  CLOSE_LINKS_BEFORE_COMMIT(
      "monitoring-service", "monitoring.proof.ProofLinkRepository", "put", When.EXIT, 5),
  CLOSE_BEFORE_COMMIT("monitoring-service", "monitoring.fix.Closing", "resolve", When.EXIT),

  /** Of all engines, at every question of what time it is: some moment of their work. */
  ANY_MOMENT("infra/jobs", "infra.jobs.JobDatabase", "now", When.EXIT),
  /** Where the server has checked what a worker has made, and not yet taken it. */
  RESULT_ACCEPTED("infra/jobs", "infra.jobs.StoredJobArtifacts", "accept", When.EXIT),
  /** Where an end that a worker has reported was taken or refused. */
  RESULT_JUDGED("infra/jobs", "infra.jobs.JobEnding", "endReported", When.EXIT);

  enum When {
    ENTRY,
    EXIT
  }

  private final String module;
  private final String className;
  private final String method;
  private final When when;
  private final int pass;

  KillPoint(String module, String className, String method, When when) {
    this(module, className, method, when, 1);
  }

  KillPoint(String module, String className, String method, When when, int pass) {
    this.module = module;
    this.className = "dev.gyre." + className;
    this.method = method;
    this.when = when;
    this.pass = pass;
  }

  /** The module that the class is in, as a path of the repository. */
  String module() {
    return module;
  }

  String className() {
    return className;
  }

  String method() {
    return method;
  }

  /** At which pass after it was armed, by one process, the point fires. */
  int pass() {
    return pass;
  }

  /** Whether a worker dies there; else whatever holds the service. */
  boolean isOfWorker() {
    return module.equals("worker");
  }

  /** All that a folder of {@link KillAgent} says of them. */
  static List<String> lines() {
    return Stream.of(values())
        .map(point -> "%s %s %s %s".formatted(point, point.className, point.method, point.when))
        .toList();
  }
}
