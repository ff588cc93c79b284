package dev.gyre.worker.job;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobOutcome.Failed;
import dev.gyre.onnx.OnnxException;
import dev.gyre.trainer.TrainerException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Runs a body to an outcome, whatever becomes of it. */
public final class JobRun {

  private final PrintStream faults;

  /**
   * @param faults where stack traces of unexpected failures go
   */
  public JobRun(PrintStream faults) {
    this.faults = faults;
  }

  /** What to tell the server. */
  public JobCompletion run(WorkDesk desk) {
    try {
      return JobBody.of(desk.assignment().type()).run(desk);
    } catch (CancelledException e) {
      return ended(new JobOutcome.Cancelled(String.valueOf(e.getMessage())));
    } catch (PlatformException e) {
      return ended(Failed.of(e));
    } catch (TrainerException e) {
      return failed(JobOutcome.Fault.USER, ErrorCode.INVALID_ARGUMENT.name(), e);
    } catch (OnnxException e) {
      return failed(JobOutcome.Fault.USER, ErrorCode.UNSUPPORTED_MODEL.name(), e);
    } catch (IOException e) {
      e.printStackTrace(faults);
      return failed(JobOutcome.Fault.PLATFORM, ErrorCode.DEPENDENCY.name(), e);
    } catch (OutOfMemoryError e) {
      return ended(
          new Failed(
              JobOutcome.Fault.USER,
              Failed.OUT_OF_MEMORY,
              "The heap of %d MiB is too small: give the job more memory"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20)));
    } catch (RuntimeException | LinkageError e) {
      e.printStackTrace(faults);
      return failed(JobOutcome.Fault.PLATFORM, ErrorCode.INTERNAL.name(), e);
    }
  }

  private static JobCompletion failed(JobOutcome.Fault fault, String code, Throwable cause) {
    boolean expected = fault == JobOutcome.Fault.USER && cause.getMessage() != null;
    return ended(
        new Failed(fault, code, expected ? String.valueOf(cause.getMessage()) : cause.toString()));
  }

  private static JobCompletion ended(JobOutcome outcome) {
    return new JobCompletion(outcome, List.of());
  }
}
