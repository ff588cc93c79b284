package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Who changed what, or tried to: every call that is not a read, of whichever service. Predictions
 * have their own log and are not among them; neither are calls without a known principal.
 */
@HttpExchange(url = "/api/v1", accept = "application/json")
public interface AuditApi {

  /**
   * Of the whole server, newest first.
   *
   * @param project only in this one; {@code NOT_FOUND} if there is none
   * @param principal only by or on behalf of this one
   * @param limit from 1 to {@link Page#MAX_LIMIT}
   */
  @Requires(Access.SERVER_ADMIN)
  @GetExchange("/audit")
  Page<AuditEntry> list(
      @RequestParam(required = false) @Nullable ProjectSlug project,
      @RequestParam(required = false) @Nullable PrincipalId principal,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** Of one project; otherwise the same. */
  @Requires(Access.ADMIN)
  @GetExchange("/projects/{project}/audit")
  Page<AuditEntry> ofProject(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable PrincipalId principal,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
