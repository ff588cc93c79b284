package dev.gyre.data;

import dev.gyre.api.Digest;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobUrls;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.PresignedRead;
import dev.gyre.infra.artifactstore.Upload;
import dev.gyre.infra.jobs.AttemptId;
import dev.gyre.infra.jobs.JobArtifacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lets workers of this service read and put bytes by presigned addresses. */
final class StoredJobArtifacts implements JobArtifacts {

  /** The largest result of a worker: what one PUT takes. */
  private static final long MAX_BYTES = 5L << 30;

  private final ArtifactStore artifacts;

  StoredJobArtifacts(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  @Override
  public List<JobUrls.Input> inputs(ProjectId project, List<Digest> digests, Duration validity) {
    return digests.stream().map(digest -> input(artifacts.presignRead(digest, validity))).toList();
  }

  private static JobUrls.Input input(PresignedRead read) {
    return new JobUrls.Input(read.artifact().digest(), read.url(), read.headers());
  }

  @Override
  public List<JobUrls.Upload> uploads(AttemptId attempt, int count, Duration validity) {
    return Stream.generate(() -> upload(artifacts.presignUpload(validity))).limit(count).toList();
  }

  private static JobUrls.Upload upload(Upload upload) {
    return new JobUrls.Upload(upload.key(), upload.url(), Map.of());
  }

  @Override
  public void accept(ProjectId project, AttemptId attempt, List<JobArtifact> results) {
    results.forEach(
        result -> artifacts.adopt(result.upload(), result.digest(), result.mediaType(), MAX_BYTES));
  }
}
