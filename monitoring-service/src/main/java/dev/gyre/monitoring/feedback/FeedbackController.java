package dev.gyre.monitoring.feedback;

import dev.gyre.api.Page;
import dev.gyre.api.monitoring.Feedback;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.infra.security.Callers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class FeedbackController implements FeedbackApi {

  private final Feedbacks feedbacks;

  FeedbackController(Feedbacks feedbacks) {
    this.feedbacks = feedbacks;
  }

  @Override
  public FeedbackReceipt give(ProjectSlug project, List<NewFeedback> feedback) {
    return feedbacks.give(Callers.current(), project, feedback);
  }

  @Override
  public Page<Feedback> list(
      ProjectSlug project,
      @Nullable String endpoint,
      @Nullable LogId logId,
      int limit,
      @Nullable String cursor) {
    return feedbacks.list(
        Callers.current().requireProject(), endpoint, logId, Page.checkLimit(limit), cursor);
  }
}
