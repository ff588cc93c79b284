package dev.gyre.infra.jobs;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobUrls;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.artifactstore.Artifact;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.PresignedRead;
import dev.gyre.infra.artifactstore.Upload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Workers' artifacts in the platform's store. */
public final class StoredJobArtifacts implements JobArtifacts {

  private final ArtifactStore store;
  private final long maxBytes;

  /**
   * @param maxBytes the largest artifact that a worker may yield
   */
  public StoredJobArtifacts(ArtifactStore store, long maxBytes) {
    this.store = store;
    this.maxBytes = maxBytes;
  }

  @Override
  public List<JobUrls.Input> inputs(ProjectId project, List<Digest> digests, Duration validity) {
    return digests.stream().map(digest -> input(digest, validity)).toList();
  }

  private JobUrls.Input input(Digest digest, Duration validity) {
    PresignedRead read = store.presignRead(digest, validity);
    return new JobUrls.Input(digest, read.url(), read.headers());
  }

  @Override
  public List<JobUrls.Upload> uploads(AttemptId attempt, int count, Duration validity) {
    return IntStream.range(0, count)
        .mapToObj(i -> store.presignUpload(validity))
        .map(StoredJobArtifacts::upload)
        .toList();
  }

  private static JobUrls.Upload upload(Upload upload) {
    return new JobUrls.Upload(upload.key(), upload.url(), Map.of());
  }

  @Override
  public void accept(ProjectId project, AttemptId attempt, List<JobArtifact> artifacts) {
    for (JobArtifact artifact : artifacts) {
      Artifact stored =
          store.adopt(artifact.upload(), artifact.digest(), artifact.mediaType(), maxBytes);
      if (stored.sizeBytes() != artifact.size()) {
        throw PlatformException.invalid(
            "size", artifact.size(), "%d, the size of %s".formatted(stored.sizeBytes(), artifact));
      }
    }
  }

  @Override
  public void discard(List<JobArtifact> artifacts) {
    artifacts.forEach(artifact -> store.discardUpload(artifact.upload()));
  }
}
