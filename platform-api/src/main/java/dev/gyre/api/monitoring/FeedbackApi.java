package dev.gyre.api.monitoring;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The truth about predictions, learnt later. */
@HttpExchange(url = "/api/v1/projects/{project}/feedback", accept = "application/json")
public interface FeedbackApi {

  /** The most that one call takes. */
  int MAX_BATCH = 1000;

  /**
   * Stores feedback. One whose prediction has not been seen yet waits for it. May be repeated: of
   * several about one prediction the latest counts, and all are kept. The first feedback of an
   * endpoint gives it a monitor with default settings.
   *
   * @param feedback 1 to {@link #MAX_BATCH}
   */
  @PostExchange
  @Requires(Access.LABELLER)
  FeedbackReceipt give(@PathVariable ProjectSlug project, @RequestBody List<NewFeedback> feedback);

  /**
   * Feedback, newest first.
   *
   * @param logId only that about one prediction
   */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Feedback> list(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable String endpoint,
      @RequestParam(name = "log_id", required = false) @Nullable LogId logId,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
