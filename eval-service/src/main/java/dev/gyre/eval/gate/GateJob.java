package dev.gyre.eval.gate;

import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.eval.slice.Slices;
import dev.gyre.eval.start.ServiceBody;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.jobs.ServiceJob;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Jobs of type {@code gate}: evaluate, compare, judge. */
@Component
@Qualifier("evalJob")
class GateJob implements ServiceJob {

  static final JobType TYPE = new JobType("gate");

  /** What a job's subject begins with, before the verdict's id. */
  static final String SUBJECT = "gate_verdict/";

  /** Mostly waiting for a worker, which may wait for room itself. */
  private static final Duration TIMEOUT = Duration.ofHours(24);

  private final GateVerdicts verdicts;
  private final GateVerdictRepository repository;
  private final LeakCheck leaks;
  private final GateEvidence evidence;
  private final Judge judge;
  private final Slices slices;
  private final TaskContractsApi contracts;
  private final ModelsApi models;

  GateJob(
      GateVerdicts verdicts,
      GateVerdictRepository repository,
      LeakCheck leaks,
      GateEvidence evidence,
      Judge judge,
      Slices slices,
      TaskContractsApi contracts,
      ModelsApi models) {
    this.verdicts = verdicts;
    this.repository = repository;
    this.leaks = leaks;
    this.evidence = evidence;
    this.judge = judge;
    this.slices = slices;
    this.contracts = contracts;
    this.models = models;
  }

  /**
   * What the job is given.
   *
   * @param project the job's project, as peers are asked by it
   */
  record Input(ProjectSlug project, GateVerdictId verdict) {}

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, TIMEOUT);
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) throws InterruptedException {
    Input input = ContractJson.mapper().treeToValue(request.input(), Input.class);
    return ServiceBody.run(() ->
        judge(
            verdicts.require(request.job().project(), input.verdict()), input.project(), running));
  }

  private JsonNode judge(GateEntry entry, ProjectSlug slug, RunningJob running)
      throws InterruptedException {
    GateCase judged = entry.judged();
    ModelVersion model =
        models.version(slug, judged.candidate().model(), judged.candidate().version());
    running.report(0.05, "Looking for test samples in the training data");
    leaks.require(slug, judged, model.dataset());
    TaskContractVersion contract = contracts.get(slug, judged.contractNumber());
    GateEvidence.Found found = evidence.find(judged, slug, contract, running);
    running.report(0.95, "Judging");
    GateFacts facts =
        new GateFacts(
            contract.contract(),
            found.candidate(),
            found.comparison(),
            model.size(),
            judged.slices().stream().map(id -> slices.get(judged.project(), id).name()).toList());
    return running.step("verdict", () -> judge.give(entry, facts, found.champion()));
  }

  /** The verdict was stored, and the event told, in the step that gave it. */
  @Override
  public void onSucceeded(JobRequest request, JobResult result) {}

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    repository.fail(request.job().id());
  }
}
