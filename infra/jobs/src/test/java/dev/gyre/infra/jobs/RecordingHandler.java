package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** Writes its effects into {@code data.effect}, so that they roll back with the transaction. */
class RecordingHandler implements JobHandler {

  static final JobPolicy POLICY =
      new JobPolicy(
          new JobResources(1, DataSize.ofMegabytes(100)),
          Duration.ofHours(1),
          3,
          Duration.ofSeconds(10),
          Duration.ofSeconds(15));

  private final JobDatabase database;
  private final JobType type;
  private Optional<RuntimeException> refusal = Optional.empty();

  RecordingHandler(JobDatabase database, String type) {
    this.database = database;
    this.type = new JobType(type);
  }

  void refuseWith(RuntimeException exception) {
    refusal = Optional.of(exception);
  }

  List<String> effects() {
    return database
        .jdbc()
        .sql("select what from data.effect where type = :type order by id")
        .param("type", type.name())
        .query((row, number) -> row.getString(1))
        .list();
  }

  void write(String what) {
    database
        .jdbc()
        .sql("insert into data.effect (type, what) values (:type, :what)")
        .param("type", type.name())
        .param("what", what)
        .update();
  }

  @Override
  public JobType type() {
    return type;
  }

  @Override
  public JobPolicy policy() {
    return POLICY;
  }

  @Override
  public void onSucceeded(JobRequest request, JobResult result) {
    write("succeeded " + result.value());
    refusal.ifPresent(exception -> {
      throw exception;
    });
  }

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    write("ended " + outcome.state());
  }

  @Override
  public void onCheckpoint(JobRequest request, JobCheckpoint checkpoint) {
    write("checkpoint " + checkpoint.step());
  }

  @Override
  public void onHeartbeat(JobRequest request, JobHeartbeat heartbeat) {
    heartbeat.metrics().forEach(metric -> write(metric.key() + " " + metric.value()));
  }
}
