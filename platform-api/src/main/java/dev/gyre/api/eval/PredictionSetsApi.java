package dev.gyre.api.eval;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Predictions of models on dataset versions. */
@HttpExchange(url = "/api/v1/projects/{project}/prediction-sets", accept = "application/json")
public interface PredictionSetsApi {

  /**
   * Predicts a split, by a worker. The job's subject is {@code prediction_set/<id>}. An equal
   * request is answered with the first one's job, unless that has failed.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} for an unknown model version or
   *     dataset version; {@code WRONG_STATE} if the model version is not ready or the split is
   *     empty
   */
  @PostExchange
  @Requires(Access.ENGINEER)
  Job create(
      @PathVariable ProjectSlug project,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody NewPredictionSet predictionSet);

  /** Prediction sets, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<PredictionSet> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One prediction set. */
  @GetExchange("/{predictionSet}")
  @Requires(Access.VIEWER)
  PredictionSet get(@PathVariable ProjectSlug project, @PathVariable PredictionSetId predictionSet);

  /** The samples without a prediction, each with its reason; the first 1000. */
  @GetExchange("/{predictionSet}/rejects")
  @Requires(Access.VIEWER)
  List<Reject> rejects(
      @PathVariable ProjectSlug project, @PathVariable PredictionSetId predictionSet);

  /**
   * The predicted mask of a sample as a gray PNG of 8 bits, the index of the class at each pixel,
   * at the network's size; the caller closes it.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} if the set has no prediction of
   *     the sample; {@code WRONG_STATE} if it is not ready or not of a segmentation
   */
  @GetExchange(url = "/{predictionSet}/masks/{sample}", accept = "image/png")
  @Requires(Access.VIEWER)
  InputStream mask(
      @PathVariable ProjectSlug project,
      @PathVariable PredictionSetId predictionSet,
      @PathVariable SampleId sample);
}
