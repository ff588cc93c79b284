package dev.gyre.cli.demo;

import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.serving.Deployment;
import dev.gyre.api.serving.DeploymentState;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.cli.CommandFailure;
import dev.gyre.cli.Exit;
import dev.gyre.cli.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoint, its traffic and the feedback on it. */
final class ServingSteps {

  static final String ENDPOINT = "digits";

  private final DemoSite site;
  private final Digits digits;

  ServingSteps(DemoSite site, Digits digits) {
    this.site = site;
    this.digits = digits;
  }

  void open() {
    site.api(EndpointsApi.class)
        .create(
            site.project(),
            new NewEndpoint(ENDPOINT, ModelSteps.MODEL, "champion", Logging.DURABLE, 8));
  }

  /** Has its log read and its feedback judged. */
  void watch() {
    site.api(MonitorsApi.class).put(site.project(), ENDPOINT, MonitorSpec.defaults());
  }

  /** Waits until this version answers. */
  void awaitServing(ModelRef model) {
    Deployment deployment =
        Poll.until(
            "Serving %s at endpoint %s".formatted(model, ENDPOINT),
            site.timeout(),
            () -> ready(model));
    site.say(
        "Version %d answers at endpoint %s since %s.",
        deployment.version(), ENDPOINT, deployment.since());
  }

  private Optional<Deployment> ready(ModelRef model) {
    var endpoint = site.api(EndpointsApi.class).get(site.project(), ENDPOINT);
    requireLoadable(model, endpoint.deployment());
    requireLoadable(model, endpoint.next());
    Deployment now = endpoint.deployment();
    return now != null && now.version() == model.version() && now.state() == DeploymentState.READY
        ? Optional.of(now)
        : Optional.empty();
  }

  private static void requireLoadable(ModelRef model, @Nullable Deployment deployment) {
    if (deployment != null
        && deployment.version() == model.version()
        && deployment.state() == DeploymentState.FAILED) {
      throw new CommandFailure(
          Exit.SERVER, "%s cannot be served: %s".formatted(model, deployment.detail()));
    }
  }

  Traffic send(Part part, List<Digit> asked) {
    PredictApi predict = site.api(PredictApi.class);
    List<Traffic.Answered> answers = new ArrayList<>();
    for (Digit digit : asked) {
      try (InputStream picture = digits.picture(digit)) {
        PredictionAnswer answer =
            predict.predict(
                site.project(),
                ENDPOINT,
                Traffic.clientKey(part, digit),
                null,
                "demo",
                null,
                (long) answers.size(),
                picture);
        answers.add(new Traffic.Answered(digit, answer));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Traffic traffic = new Traffic(part, answers);
    site.say("%d predictions.", answers.size());
    return traffic;
  }

  /** Says the known truth about each of these predictions. */
  void tellTruth(Traffic traffic) {
    List<NewFeedback> feedback =
        traffic.requests().stream()
            .map(each ->
                new NewFeedback(
                    ENDPOINT,
                    null,
                    Traffic.clientKey(traffic.part(), each.digit()),
                    each.digit().className(),
                    Collection.COMPLETE,
                    null))
            .toList();
    int accepted = 0;
    for (int at = 0; at < feedback.size(); at += FeedbackApi.MAX_BATCH) {
      FeedbackReceipt receipt =
          site.api(FeedbackApi.class)
              .give(
                  site.project(),
                  feedback.subList(at, Math.min(feedback.size(), at + FeedbackApi.MAX_BATCH)));
      accepted += receipt.accepted();
    }
    site.say("Feedback from the known truth on all of them: %d were wrong.", traffic.wrong());
    site.contradictions()
        .unless(
            accepted == feedback.size(),
            "Of %d pieces of feedback %d were accepted",
            feedback.size(),
            accepted);
  }
}
