package dev.gyre.api.monitoring;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Failure modes, from their opening to their proof. */
@HttpExchange(url = "/api/v1/projects/{project}/incidents", accept = "application/json")
public interface IncidentsApi {

  /** Incidents, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Incident> list(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable IncidentState state,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One incident. */
  @GetExchange("/{incident}")
  @Requires(Access.VIEWER)
  Incident get(@PathVariable ProjectSlug project, @PathVariable IncidentId incident);

  /** Takes it up. May be repeated; {@code WRONG_STATE} once it is further. */
  @PostExchange("/{incident}/triage")
  @Requires(Access.ENGINEER)
  Incident triage(@PathVariable ProjectSlug project, @PathVariable IncidentId incident);

  /**
   * Chooses data and divides it, makes its samples, asks for labels and freezes the proof part. The
   * job's subject is {@code harvest/<id>}. While a harvest is at work, it is answered.
   *
   * @throws dev.gyre.api.PlatformException with {@code WRONG_STATE} once a fix is recorded, or
   *     after its end
   */
  @PostExchange("/{incident}/harvest")
  @Requires(Access.ENGINEER)
  Job harvest(
      @PathVariable ProjectSlug project,
      @PathVariable IncidentId incident,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey);

  /** The newest harvest; {@code NOT_FOUND} before the first. */
  @GetExchange("/{incident}/harvest")
  @Requires(Access.VIEWER)
  Harvest getHarvest(@PathVariable ProjectSlug project, @PathVariable IncidentId incident);

  /**
   * Leaves a sample of the newest harvest's proof part out of the proof, in the caller's name,
   * because nobody can label it. May be repeated; the last reason counts.
   *
   * @param logId of the harvested prediction; {@code NOT_FOUND} if it is not in the proof part
   * @throws dev.gyre.api.PlatformException with {@code WRONG_STATE} if it is labelled, before the
   *     harvest is done, and once a candidate is recorded
   */
  @PostExchange("/{incident}/harvest/items/{logId}/skip")
  @Requires(Access.ENGINEER)
  HarvestItem skip(
      @PathVariable ProjectSlug project,
      @PathVariable IncidentId incident,
      @PathVariable LogId logId,
      @RequestBody Decision decision);

  /**
   * Records a candidate, in place of an earlier one.
   *
   * @throws dev.gyre.api.PlatformException with {@code WRONG_STATE} before the harvest is done;
   *     {@code NOT_FOUND} for an unknown model or dataset version
   */
  @PostExchange("/{incident}/fix")
  @Requires(Access.ENGINEER)
  Incident fix(
      @PathVariable ProjectSlug project,
      @PathVariable IncidentId incident,
      @RequestBody NewFix fix);

  /**
   * Evaluates champion and candidate and compares them. The job's subject is {@code incident/<id>}.
   * The links of the proof say what came of it.
   *
   * @throws dev.gyre.api.PlatformException with {@code WRONG_STATE} before a fix is recorded
   */
  @PostExchange("/{incident}/verify")
  @Requires(Access.ENGINEER)
  Job verify(
      @PathVariable ProjectSlug project,
      @PathVariable IncidentId incident,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey);

  /**
   * Ends it, if the whole chain holds. May be repeated.
   *
   * @throws dev.gyre.api.PlatformException with {@code TEST_IN_TRAINING}, naming them, if proof
   *     samples stand in a training or validation split of the candidate; else {@code
   *     PROOF_INCOMPLETE} with the arguments {@code link} and {@code sentence} for the first link
   *     that does not hold
   */
  @PostExchange("/{incident}/close")
  @Requires(Access.ENGINEER)
  Incident close(@PathVariable ProjectSlug project, @PathVariable IncidentId incident);

  /** The chain of its proof as far as it is recorded. */
  @GetExchange("/{incident}/proof")
  @Requires(Access.VIEWER)
  Proof proof(@PathVariable ProjectSlug project, @PathVariable IncidentId incident);

  /** Lives with it until a date, in the caller's name. {@code WRONG_STATE} if it is resolved. */
  @PostExchange("/{incident}/accept")
  @Requires(Access.ENGINEER)
  Incident accept(
      @PathVariable ProjectSlug project,
      @PathVariable IncidentId incident,
      @RequestBody Acceptance acceptance);

  /** Puts it aside, in the caller's name. {@code WRONG_STATE} if it is resolved. */
  @PostExchange("/{incident}/ignore")
  @Requires(Access.ENGINEER)
  Incident ignore(
      @PathVariable ProjectSlug project,
      @PathVariable IncidentId incident,
      @RequestBody Decision decision);
}
