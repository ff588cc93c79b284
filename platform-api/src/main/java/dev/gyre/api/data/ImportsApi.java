package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Archives read into samples. */
@HttpExchange(url = "/api/v1/projects/{project}/imports", accept = "application/json")
public interface ImportsApi {

  /**
   * Stores a zip archive and starts to read it. {@code class_folder}: {@code class/name.png}; the
   * key is the path without ending; files in the folder {@code _unlabelled} get no label; a file
   * {@code metadata.csv} at the root gives metadata by {@code file_name}. {@code samples}: a file
   * {@code samples.jsonl} at the root has one line for each sample, with its streams and
   * annotations, whose files it names. What the project holds already is counted as duplicate, so
   * the same file may be sent again.
   */
  @PostExchange(contentType = "application/zip")
  @Requires(Access.ENGINEER)
  Job start(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "class_folder") String format,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody InputStream zip);

  /** The imports, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Import> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One import. */
  @GetExchange("/{importId}")
  @Requires(Access.VIEWER)
  Import get(@PathVariable ProjectSlug project, @PathVariable ImportId importId);

  /** What was not taken, and why, in the order of the archive. */
  @GetExchange("/{importId}/rejects")
  @Requires(Access.VIEWER)
  Page<Reject> rejects(
      @PathVariable ProjectSlug project,
      @PathVariable ImportId importId,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
