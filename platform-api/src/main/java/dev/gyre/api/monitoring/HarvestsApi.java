package dev.gyre.api.monitoring;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Harvests, by what they chose. An incident's newest harvest is asked for at the incident. */
@HttpExchange(url = "/api/v1/projects/{project}/harvests", accept = "application/json")
public interface HarvestsApi {

  /**
   * The harvests that a sample was made for or chosen by, newest first; none for a sample that is
   * not known.
   */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<HarvestedSample> list(
      @PathVariable ProjectSlug project,
      @RequestParam SampleId sample,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
