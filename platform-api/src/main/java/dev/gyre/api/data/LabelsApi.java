package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The label of a sample. */
@HttpExchange(
    url = "/api/v1/projects/{project}/samples/{sample}/label",
    accept = "application/json")
public interface LabelsApi {

  /**
   * Gives the sample this class as its accepted label, in place of an earlier one. {@code If-Match}
   * names the revision that was looked at: {@code STALE_VERSION} if there is a newer one. Fails
   * with {@code CONTRACT_VIOLATION} for a class that the task contract does not have.
   */
  @PutExchange
  @Requires(Access.LABELLER)
  Sample put(
      @PathVariable ProjectSlug project,
      @PathVariable SampleId sample,
      @RequestHeader(name = Headers.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody NewLabel label);
}
