package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Versions of a dataset; never changed. */
@HttpExchange(
    url = "/api/v1/projects/{project}/datasets/{dataset}/versions",
    accept = "application/json")
public interface DatasetVersionsApi {

  /**
   * Commits a version. A commit that finds nothing changed gives the newest version again. The
   * job's result is the {@link DatasetVersion}.
   */
  @PostExchange
  @Requires(Access.ENGINEER)
  Job commit(
      @PathVariable ProjectSlug project,
      @PathVariable String dataset,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody NewDatasetVersion version);

  /** The versions, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<DatasetVersion> list(
      @PathVariable ProjectSlug project,
      @PathVariable String dataset,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One version by number. */
  @GetExchange("/{version}")
  @Requires(Access.VIEWER)
  DatasetVersion get(
      @PathVariable ProjectSlug project, @PathVariable String dataset, @PathVariable int version);

  /**
   * The members by key, as they were when committed. A filter looks at the metadata of that time.
   */
  @GetExchange("/{version}/entries")
  @Requires(Access.VIEWER)
  Page<DatasetEntry> entries(
      @PathVariable ProjectSlug project,
      @PathVariable String dataset,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable Split split,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** What turned version {@code from} into this one. */
  @GetExchange("/{version}/diff")
  @Requires(Access.VIEWER)
  DatasetDiff diff(
      @PathVariable ProjectSlug project,
      @PathVariable String dataset,
      @PathVariable int version,
      @RequestParam int from);

  /**
   * Rebuilds the version from its rows and compares the digests. The job fails with {@code
   * WRONG_STATE} if they differ.
   */
  @PostExchange("/{version}/verify")
  @Requires(Access.ENGINEER)
  Job verify(
      @PathVariable ProjectSlug project,
      @PathVariable String dataset,
      @PathVariable int version,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey);

  /** The version as one file; made at the first call, which may take seconds. */
  @GetExchange("/{version}/manifest")
  @Requires(Access.VIEWER)
  VersionManifest manifest(
      @PathVariable ProjectSlug project, @PathVariable String dataset, @PathVariable int version);
}
