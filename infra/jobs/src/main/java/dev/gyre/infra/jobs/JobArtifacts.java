package dev.gyre.infra.jobs;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobUrls;
import dev.gyre.api.project.ProjectId;
import java.time.Duration;
import java.util.List;

/** The artifact store, as far as workers need it. All methods may be repeated. */
public interface JobArtifacts {

  /**
   * Addresses to read artifacts from, in the order of the digests.
   *
   * @param validity how long they work, at most 15 minutes
   * @throws PlatformException with {@code NOT_FOUND} if the project has no such artifact
   */
  List<JobUrls.Input> inputs(ProjectId project, List<Digest> digests, Duration validity);

  /**
   * Addresses of temporary objects to put results to. What no completion names is deleted by the
   * store in time.
   */
  List<JobUrls.Upload> uploads(AttemptId attempt, int count, Duration validity);

  /**
   * Reads the uploads, verifies their digests and keeps them as artifacts of the project. Called
   * outside any transaction.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if bytes are missing or differ
   */
  void accept(ProjectId project, AttemptId attempt, List<JobArtifact> artifacts);

  /** Removes uploads whose job has taken them over; without effect on those that are gone. */
  void discard(List<JobArtifact> artifacts);

  /** For a service whose jobs have no bulk inputs or results: refuses all. */
  static JobArtifacts none() {
    return new JobArtifacts() {
      @Override
      public List<JobUrls.Input> inputs(
          ProjectId project, List<Digest> digests, Duration validity) {
        return refuse(digests.size(), List.of());
      }

      @Override
      public List<JobUrls.Upload> uploads(AttemptId attempt, int count, Duration validity) {
        return refuse(count, List.of());
      }

      @Override
      public void accept(ProjectId project, AttemptId attempt, List<JobArtifact> artifacts) {
        refuse(artifacts.size(), List.of());
      }

      @Override
      public void discard(List<JobArtifact> artifacts) {
        refuse(artifacts.size(), List.of());
      }

      private static <T> List<T> refuse(int count, List<T> nothing) {
        if (count > 0) {
          throw new PlatformException(
              ErrorCode.INVALID_ARGUMENT,
              "Jobs of this service have no artifacts, and %d were named".formatted(count));
        }
        return nothing;
      }
    };
  }
}
