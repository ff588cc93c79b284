package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The task contract of a project and its versions. */
@HttpExchange(url = "/api/v1/projects/{project}/task-contract", accept = "application/json")
public interface TaskContractsApi {

  /** The newest version. Fails with {@code NOT_FOUND} before the first. */
  @GetExchange
  @Requires(Access.VIEWER)
  TaskContractVersion current(@PathVariable ProjectSlug project);

  /** One version by number. */
  @GetExchange("/versions/{number}")
  @Requires(Access.VIEWER)
  TaskContractVersion get(@PathVariable ProjectSlug project, @PathVariable int number);

  /** The versions, newest first. */
  @GetExchange("/versions")
  @Requires(Access.VIEWER)
  Page<TaskContractVersion> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /**
   * Makes this the newest contract. An equal one is answered with the version that holds it,
   * whatever {@code If-Match} says, so a repetition is harmless. From the second version on, {@code
   * If-Match} must name the newest: a stale one fails with {@code STALE_VERSION}.
   */
  @PutExchange
  @Requires(Access.ADMIN)
  TaskContractVersion put(
      @PathVariable ProjectSlug project,
      @RequestHeader(name = Headers.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody TaskContract contract);
}
