package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Internal;
import dev.gyre.api.Requires;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.project.ProjectSlug;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Samples from other services, such as those harvested from the prediction log. */
@Internal
@HttpExchange(url = "/internal/v1/data/projects/{project}/samples", accept = "application/json")
public interface SampleIntakeApi {

  /**
   * Makes samples without label, in the order given; idempotent by key: one that exists already is
   * answered as it is. Fails as a whole, and makes none, with {@code CONTRACT_VIOLATION} for a
   * stream or a value that the task contract does not allow, and with {@code NOT_FOUND} for an
   * artifact that is not stored.
   *
   * @param harvest that brings them; absent for none
   */
  @PostExchange
  @Requires(Access.SERVICE)
  List<Sample> intake(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable HarvestId harvest,
      @RequestBody List<NewSample> samples);
}
