package dev.gyre.worker.job;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.json.ContractJson;
import dev.gyre.worker.attempt.Attempt;
import dev.gyre.worker.transfer.ArtifactTransfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * What a body works with.
 *
 * @param folder the attempt's own; the body writes nowhere else
 */
public record WorkDesk(
    JobAssignment assignment, Path folder, Attempt attempt, ArtifactTransfer artifacts) {

  /**
   * The job's input.
   *
   * @throws PlatformException with {@code UNREADABLE_BODY} if it is another record
   */
  <T> T input(Class<T> type) {
    try {
      return ContractJson.mapper().treeToValue(assignment.input(), type);
    } catch (JacksonException e) {
      if (e.getCause() instanceof PlatformException refusal) {
        throw refusal;
      }
      throw new PlatformException(
          ErrorCode.UNREADABLE_BODY,
          "The input of job %s is no %s: %s; server and worker must be of one release"
              .formatted(assignment.job(), type.getSimpleName(), e.getOriginalMessage()));
    }
  }

  /** A new folder in the attempt's. */
  Path newFolder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /**
   * Reports how far the work is, and whether it may go on.
   *
   * @throws CancelledException if not
   */
  void progress(double share, String note) {
    attempt.progress(share, note);
    if (attempt.isCancelled()) {
      throw new CancelledException("Cancelled while: " + note);
    }
  }

  /** A success. */
  static JobCompletion success(Object result, List<JobArtifact> artifacts) {
    return new JobCompletion(
        new JobOutcome.Succeeded(ContractJson.mapper().valueToTree(result)), artifacts);
  }

  /** A failure that the one who started the job can cure. */
  static JobCompletion refusal(String code, String message) {
    return new JobCompletion(
        new JobOutcome.Failed(JobOutcome.Fault.USER, code, message), List.of());
  }
}
