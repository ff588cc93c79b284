package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Work for people who label. */
@HttpExchange(url = "/api/v1/projects/{project}/label-queues", accept = "application/json")
public interface LabelQueuesApi {

  /** Makes a queue. Fails with {@code NOT_FOUND} naming a sample that the project does not have. */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  LabelQueue create(@PathVariable ProjectSlug project, @RequestBody NewLabelQueue queue);

  /** The queues, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<LabelQueue> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One queue. */
  @GetExchange("/{queue}")
  @Requires(Access.VIEWER)
  LabelQueue get(@PathVariable ProjectSlug project, @PathVariable LabelQueueId queue);

  /** Its tasks in order. */
  @GetExchange("/{queue}/tasks")
  @Requires(Access.VIEWER)
  Page<LabelTask> tasks(
      @PathVariable ProjectSlug project,
      @PathVariable LabelQueueId queue,
      @RequestParam(required = false) @Nullable LabelTaskState state,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /**
   * Leases the next open task to the caller for 10 minutes; a task that the caller holds already is
   * answered again with a fresh lease. Fails with {@code NOT_FOUND} when none is open.
   */
  @PostExchange("/{queue}/lease")
  @Requires(Access.LABELLER)
  LabelTask lease(@PathVariable ProjectSlug project, @PathVariable LabelQueueId queue);

  /**
   * Labels the sample of a task and ends it. Fails with {@code WRONG_STATE} if somebody else holds
   * it, or if another class was submitted already.
   */
  @PostExchange("/{queue}/tasks/{task}/submit")
  @Requires(Access.LABELLER)
  LabelTask submit(
      @PathVariable ProjectSlug project,
      @PathVariable LabelQueueId queue,
      @PathVariable LabelTaskId task,
      @RequestBody NewLabel label);

  /**
   * The tasks that are not submitted as a zip: pictures under {@code images/} and {@code
   * labels.csv} (key, file, class_name, revision); the caller closes it.
   */
  @GetExchange(url = "/{queue}/export", accept = "application/zip")
  @Requires(Access.LABELLER)
  InputStream export(@PathVariable ProjectSlug project, @PathVariable LabelQueueId queue);

  /**
   * Takes a {@code labels.csv} back, by key. A row whose sample has changed since is a conflict; a
   * row without class is unchanged. May be repeated.
   */
  @PostExchange(url = "/{queue}/import", contentType = "text/csv")
  @Requires(Access.LABELLER)
  LabelImportReport importLabels(
      @PathVariable ProjectSlug project,
      @PathVariable LabelQueueId queue,
      @RequestBody InputStream csv);
}
