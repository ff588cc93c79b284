package dev.gyre.api.job;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The jobs of a project, whichever service runs them. Jobs are started where their result lives.
 */
@HttpExchange(url = "/api/v1/projects/{project}/jobs", accept = "application/json")
public interface JobsApi {

  /**
   * Jobs, newest first.
   *
   * @param state only those in this state
   * @param type only those of this type
   * @param limit from 1 to {@link Page#MAX_LIMIT}
   */
  @Requires(Access.VIEWER)
  @GetExchange
  Page<Job> list(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable JobState state,
      @RequestParam(required = false) @Nullable JobType type,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit);

  /** One job; {@code NOT_FOUND} if the project has none of this id. */
  @Requires(Access.VIEWER)
  @GetExchange("/{job}")
  Job get(@PathVariable ProjectSlug project, @PathVariable JobId job);

  /**
   * Asks for a job to end and returns at once. A job that waits ends within moments; a running one
   * is asked to stop, and is stopped if it does not. May be repeated; a job that has ended stays as
   * it is.
   */
  @Requires(Access.ENGINEER)
  @PostExchange("/{job}/cancel")
  Job cancel(@PathVariable ProjectSlug project, @PathVariable JobId job);

  /**
   * The log of all attempts, in the order in which it was received.
   *
   * @param after {@code next} of an earlier answer; absent for the beginning
   * @param limit the most stretches of output to be read at once, from 1 to {@link Page#MAX_LIMIT};
   *     each has one line or more
   */
  @Requires(Access.VIEWER)
  @GetExchange("/{job}/log")
  JobLogLines log(
      @PathVariable ProjectSlug project,
      @PathVariable JobId job,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "200") int limit);
}
