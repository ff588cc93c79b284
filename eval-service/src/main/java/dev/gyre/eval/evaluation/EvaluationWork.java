package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationCompleted;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictionReader;
import dev.gyre.eval.predictionset.PredictionSets;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.eval.slice.SliceResolver;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.postgres.EventOutbox;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Makes the numbers of an evaluation, in the body of whichever job needs them: its own, or that of
 * a gate. So a gate waits for workers alone, never for the place of another body. Equal ones of a
 * process take turns, and the second finds the numbers there.
 */
@Component
public class EvaluationWork {

  private final Evaluations evaluations;
  private final EvaluationRepository repository;
  private final ValueRepository values;
  private final PredictionSets predictions;
  private final PredictionReader reader;
  private final SliceResolver slices;
  private final TaskContractsApi contracts;
  private final EventOutbox outbox;
  private final ConcurrentMap<EvaluationId, ReentrantLock> turns = new ConcurrentHashMap<>();

  EvaluationWork(
      Evaluations evaluations,
      EvaluationRepository repository,
      ValueRepository values,
      PredictionSets predictions,
      PredictionReader reader,
      SliceResolver slices,
      TaskContractsApi contracts,
      @Qualifier("evalEvents") EventOutbox outbox) {
    this.evaluations = evaluations;
    this.repository = repository;
    this.values = values;
    this.predictions = predictions;
    this.reader = reader;
    this.slices = slices;
    this.contracts = contracts;
    this.outbox = outbox;
  }

  /**
   * Waits for the predictions, scores them, stores the numbers once.
   *
   * @param running the job that needs them
   * @return with its numbers
   * @throws InterruptedException if the job is asked to stop
   */
  public Evaluation finish(ProjectId project, ProjectSlug slug, EvaluationId id, RunningJob running)
      throws InterruptedException {
    ReentrantLock turn = turns.computeIfAbsent(id, _ -> new ReentrantLock(true));
    turn.lockInterruptibly();
    try {
      Evaluation evaluation = evaluations.get(project, id);
      if (evaluation.state() != EvaluationState.DONE) {
        make(project, slug, evaluation, running);
      }
      return evaluations.requireDone(project, id);
    } finally {
      turn.unlock();
      if (!turn.hasQueuedThreads()) {
        turns.remove(id, turn);
      }
    }
  }

  private void make(ProjectId project, ProjectSlug slug, Evaluation evaluation, RunningJob running)
      throws InterruptedException {
    running.report(0.1, "Waiting for the predictions of " + evaluation.model());
    PredictionSet set = predictions.await(project, evaluation.predictionSet(), running);
    running.report(0.5, "Scoring " + evaluation.model());
    TaskContract contract = contracts.get(slug, evaluation.contractNumber()).contract();
    List<Predicted> predicted = reader.read(set, contract);
    List<ResolvedSlice> resolved =
        slices.ofContract(
            new SliceResolver.Place(project, slug, evaluation.dataset(), evaluation.split()),
            contract);
    running.stopIfAsked();
    EvaluationNumbers numbers = Evaluator.STANDARD.score(predicted, contract, resolved);
    JsonNode _ =
        running.step(
            "evaluation " + evaluation.id(),
            () -> store(project, evaluation, numbers, set.rejected()));
  }

  private JsonNode store(
      ProjectId project, Evaluation evaluation, EvaluationNumbers numbers, int rejected) {
    if (repository.done(evaluation.id(), numbers, rejected)) {
      values.insert(evaluation.id(), numbers);
      outbox.append(
          project,
          EvaluationCompleted.TYPE,
          EvaluateJob.SUBJECT + evaluation.id(),
          new EvaluationCompleted(
              evaluation.id(),
              evaluation.model(),
              evaluation.dataset(),
              evaluation.split(),
              evaluation.predictionSet(),
              evaluation.contractNumber(),
              numbers.metrics()));
    }
    return ContractJson.mapper().valueToTree(evaluation.id());
  }
}
