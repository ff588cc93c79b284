package dev.gyre.serving.predictions;

import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.serving.endpoint.Binding;
import dev.gyre.serving.endpoint.Endpoints;
import dev.gyre.serving.log.LoggedPredictions;
import dev.gyre.serving.log.PackedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the log of an endpoint holds, for people and for other services. */
@Component
class Predictions {

  private final Endpoints endpoints;
  private final LoggedPredictions log;
  private final ArtifactStore artifacts;

  Predictions(
      Endpoints endpoints,
      LoggedPredictions log,
      @Qualifier("servingArtifacts") ArtifactStore artifacts) {
    this.endpoints = endpoints;
    this.log = log;
    this.artifacts = artifacts;
  }

  Page<Prediction> newest(ProjectId project, String endpoint, int limit, @Nullable String cursor) {
    Binding binding = endpoints.require(project, endpoint);
    return log.newest(binding.id(), binding.created(), limit, cursor);
  }

  Prediction get(ProjectId project, String endpoint, LogId id) {
    return log.find(endpoints.require(project, endpoint).id(), id)
        .orElseThrow(() -> PlatformException.notFound("prediction", id));
  }

  /** Closed by the caller. */
  InputStream payload(ProjectId project, String endpoint, LogId id) {
    Prediction prediction = get(project, endpoint, id);
    if (prediction.payload() == null) {
      throw PlatformException.notFound("payload of prediction", id);
    }
    return artifacts.open(prediction.payload());
  }

  /** Closed by the caller. */
  InputStream mask(ProjectId project, String endpoint, LogId id) {
    Prediction prediction = get(project, endpoint, id);
    if (prediction.answer() == null) {
      throw PlatformException.notFound("mask of prediction", id);
    }
    try {
      return PackedAnswer.mask(artifacts.open(prediction.answer()));
    } catch (IOException e) {
      throw new UncheckedIOException("Answer %s".formatted(prediction.answer()), e);
    }
  }

  Page<Prediction> after(ProjectSlug project, String endpoint, @Nullable LogId after, int limit) {
    Binding binding = endpoints.require(project, endpoint);
    return log.after(binding.id(), binding.created(), after, limit);
  }

  Map<String, LogId> resolve(ProjectSlug project, String endpoint, List<String> clientKeys) {
    return log.resolve(endpoints.require(project, endpoint).id(), clientKeys);
  }
}
