package dev.gyre.api.eval;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Models scored on dataset versions. */
@HttpExchange(url = "/api/v1/projects/{project}/evaluations", accept = "application/json")
public interface EvaluationsApi {

  /**
   * Scores a model version under the present task contract; makes the prediction set first if there
   * is none. The job's subject is {@code evaluation/<id>}. An equal request is answered with the
   * first one's job, unless that has failed.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} for an unknown model version or
   *     dataset version; {@code WRONG_STATE} if the model version is not ready or the split is
   *     empty; {@code CONTRACT_VIOLATION} and the argument {@code field=classes} if the model has
   *     other classes than the task contract, {@code field=task} if it gives another kind of answer
   */
  @PostExchange
  @Requires(Access.ENGINEER)
  Job create(
      @PathVariable ProjectSlug project,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody NewEvaluation evaluation);

  /**
   * Evaluations, newest first.
   *
   * @param model only those of this model line; absent for all
   */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Evaluation> list(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable String model,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /**
   * The prediction sets that hold a prediction of a sample, with their evaluations, newest first,
   * 1000 at most.
   */
  @GetExchange("/scoring")
  @Requires(Access.VIEWER)
  List<ScoredSample> scoring(@PathVariable ProjectSlug project, @RequestParam SampleId sample);

  /** One evaluation. */
  @GetExchange("/{evaluation}")
  @Requires(Access.VIEWER)
  Evaluation get(@PathVariable ProjectSlug project, @PathVariable EvaluationId evaluation);

  /**
   * The samples that the model did worst on: wrong ones before right ones, then by the least
   * probability of the true class; of a segmentation by the least mean intersection over union.
   *
   * @param limit from 1 to 1000; the worst 1000 are kept
   * @throws dev.gyre.api.PlatformException with {@code WRONG_STATE} until the evaluation is done
   */
  @GetExchange("/{evaluation}/worst")
  @Requires(Access.VIEWER)
  List<WorstSample> worst(
      @PathVariable ProjectSlug project,
      @PathVariable EvaluationId evaluation,
      @RequestParam(defaultValue = "100") int limit);
}
