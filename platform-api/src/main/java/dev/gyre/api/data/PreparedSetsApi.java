package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Dataset versions in the form that training reads. */
@HttpExchange(url = "/api/v1/projects/{project}/prepared-sets", accept = "application/json")
public interface PreparedSetsApi {

  /**
   * Prepares a dataset version. Equal input gives the first one, whose job is answered; after a
   * failure it is tried anew.
   */
  @PostExchange
  @Requires(Access.ENGINEER)
  Job start(
      @PathVariable ProjectSlug project,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody NewPreparedSet set);

  /** The prepared sets, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<PreparedSet> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** The prepared sets that hold a sample, newest first, 1000 at most. */
  @GetExchange("/holding")
  @Requires(Access.VIEWER)
  List<PreparedMembership> holding(
      @PathVariable ProjectSlug project, @RequestParam SampleId sample);

  /** One prepared set. */
  @GetExchange("/{set}")
  @Requires(Access.VIEWER)
  PreparedSet get(@PathVariable ProjectSlug project, @PathVariable PreparedSetId set);

  /**
   * A picture of its first samples, as PNG: every stream before and after. The caller closes it.
   * Fails with {@code NOT_FOUND} until the set is ready, and if none could be drawn.
   */
  @GetExchange(url = "/{set}/sheet", accept = "*/*")
  @Requires(Access.VIEWER)
  InputStream sheet(@PathVariable ProjectSlug project, @PathVariable PreparedSetId set);

  /** What was not prepared, and why: the first 1000. */
  @GetExchange("/{set}/rejects")
  @Requires(Access.VIEWER)
  Page<Reject> rejects(
      @PathVariable ProjectSlug project,
      @PathVariable PreparedSetId set,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
