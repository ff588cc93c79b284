package dev.gyre.api.eval;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.Alias;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Candidates judged by the task contract. */
@HttpExchange(url = "/api/v1/projects/{project}/gate-verdicts", accept = "application/json")
public interface GateVerdictsApi {

  /**
   * Judges a candidate on the test split of a dataset version; evaluates candidate and champion
   * first. The job's subject is {@code gate_verdict/<id>}. An equal request under the same task
   * contract is answered with the first one's job, unless that has failed.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} for an unknown model version,
   *     dataset version or slice; {@code WRONG_STATE} if a model version is not ready or the test
   *     split is empty; {@code CONTRACT_VIOLATION} and the argument {@code field=classes} if a
   *     model has other classes than the task contract. The job fails with {@code TEST_IN_TRAINING}
   *     if the candidate was trained on samples, or groups, that are to judge it
   */
  @PostExchange
  @Requires(Access.ENGINEER)
  Job create(
      @PathVariable ProjectSlug project,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody NewGateVerdict verdict);

  /** Verdicts, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<GateVerdict> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One verdict; {@code NOT_FOUND} until it is given. */
  @GetExchange("/{verdict}")
  @Requires(Access.VIEWER)
  GateVerdict get(@PathVariable ProjectSlug project, @PathVariable GateVerdictId verdict);

  /** What each rule of the present task contract needs of a dataset version's test split. */
  @GetExchange("/plan")
  @Requires(Access.VIEWER)
  GatePlan plan(
      @PathVariable ProjectSlug project, @RequestParam String dataset, @RequestParam int version);

  /**
   * Moves an alias to the candidate: {@code champion} with {@code PASS} alone, {@code candidate}
   * unless the verdict is {@code FAIL}. May be repeated.
   *
   * @throws dev.gyre.api.PlatformException with {@code WRONG_STATE} if the verdict does not allow
   *     it; for {@code champion} also if another one was put there, or another task contract, since
   *     the candidate was judged
   */
  @PostExchange("/{verdict}/promote")
  @Requires(Access.ENGINEER)
  Alias promote(
      @PathVariable ProjectSlug project,
      @PathVariable GateVerdictId verdict,
      @RequestBody Promote promotion);
}
