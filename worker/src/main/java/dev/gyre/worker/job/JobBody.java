package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobType;
import java.io.IOException;

/**
 * The work of one type of job. It may be done twice, by two workers at once, so it has no effect
 * but the completion that it returns. Expected failures are outcomes; it asks the desk often
 * whether the job is cancelled.
 */
@FunctionalInterface
public interface JobBody {

  /**
   * Does the work.
   *
   * @throws CancelledException when the desk said so
   * @throws PlatformException if an input cannot be had or cannot be used
   * @throws IOException if the disk fails
   */
  JobCompletion run(WorkDesk desk) throws IOException;

  /**
   * The body for a type.
   *
   * @throws PlatformException if this program has none
   */
  static JobBody of(JobType type) {
    return switch (type.name()) {
      case "prepare" -> new PrepareBody();
      case "train" -> new TrainBody();
      case "predict" -> new PredictBody();
      case "simulate" -> new SimulateBody();
      default ->
          throw PlatformException.invalid(
              "type", type, "'prepare', 'train', 'predict' or 'simulate'");
    };
  }
}
