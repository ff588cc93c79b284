package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Samples of a project. */
@HttpExchange(url = "/api/v1/projects/{project}/samples", accept = "application/json")
public interface SamplesApi {

  /**
   * Samples by key.
   *
   * @param filter CEL over {@code sample}; fails with {@code INVALID_FILTER} at its column
   */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Sample> list(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** How many samples pass a filter; within a bound of time. */
  @GetExchange("/count")
  @Requires(Access.VIEWER)
  SampleCount count(
      @PathVariable ProjectSlug project, @RequestParam(required = false) @Nullable String filter);

  /** One sample. */
  @GetExchange("/{sample}")
  @Requires(Access.VIEWER)
  Sample get(@PathVariable ProjectSlug project, @PathVariable SampleId sample);

  /** The bytes of one stream, in their own media type; the caller closes them. */
  @GetExchange(url = "/{sample}/streams/{stream}", accept = "*/*")
  @Requires(Access.VIEWER)
  InputStream bytes(
      @PathVariable ProjectSlug project,
      @PathVariable SampleId sample,
      @PathVariable String stream);

  /** The dataset versions that hold a sample, newest first, 1000 at most. */
  @GetExchange("/{sample}/memberships")
  @Requires(Access.VIEWER)
  List<Membership> memberships(@PathVariable ProjectSlug project, @PathVariable SampleId sample);
}
