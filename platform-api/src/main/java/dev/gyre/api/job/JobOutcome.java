package dev.gyre.api.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How a job, or one attempt of it, ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobOutcome.Succeeded.class, name = "SUCCEEDED"),
  @JsonSubTypes.Type(value = JobOutcome.Failed.class, name = "FAILED"),
  @JsonSubTypes.Type(value = JobOutcome.Cancelled.class, name = "CANCELLED"),
  @JsonSubTypes.Type(value = JobOutcome.TimedOut.class, name = "TIMED_OUT")
})
public sealed interface JobOutcome {

  /** The state of a job that ended so. */
  JobState state();

  /** Who must act after a failure. */
  enum Fault {
    /** The one who started the job: its input or its resources are wrong. Not tried again. */
    USER,
    /** The operator, or time: tried again with back-off until the attempts are used up. */
    PLATFORM
  }

  /**
   * The work is done.
   *
   * @param result a small record of the job's type; bulk results are artifacts
   */
  record Succeeded(JsonNode result) implements JobOutcome {
    public Succeeded {
      present("result", result);
    }

    @Override
    public JobState state() {
      return JobState.SUCCEEDED;
    }
  }

  /**
   * The work could not be done.
   *
   * @param code stable name: that of an {@link ErrorCode}, or one of the job type, or {@link
   *     #LOST}, {@link #WORKER_EXITED}, {@link #OUT_OF_MEMORY}; 1 to 60 of {@code A-Z 0-9 _}
   * @param message what is wrong, which value, and what to do
   */
  record Failed(Fault fault, String code, String message) implements JobOutcome {

    /** The lease ran out without a word from the worker. */
    public static final String LOST = "LOST";

    /** The worker ended without completing the attempt. */
    public static final String WORKER_EXITED = "WORKER_EXITED";

    /** The worker was killed above its memory limit. */
    public static final String OUT_OF_MEMORY = "OUT_OF_MEMORY";

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,59}");

    public Failed {
      present("fault", fault);
      present("code", code);
      present("message", message);
      if (!CODE.matcher(code).matches()) {
        throw PlatformException.invalid("code", code, "1 to 60 of A-Z, 0-9 and _");
      }
    }

    /** The outcome of work that ended in this exception. */
    public static Failed of(PlatformException failure) {
      Fault fault =
          switch (failure.code().category()) {
            case USER, CONFLICT, NOT_FOUND, DENIED -> Fault.USER;
            case CAPACITY, DEPENDENCY, INTERNAL -> Fault.PLATFORM;
          };
      return new Failed(fault, failure.code().name(), failure.detail());
    }

    @Override
    public JobState state() {
      return JobState.FAILED;
    }
  }

  /** The work was stopped because somebody asked for it. */
  record Cancelled(String message) implements JobOutcome {
    public Cancelled {
      present("message", message);
    }

    @Override
    public JobState state() {
      return JobState.CANCELLED;
    }
  }

  /** The work was stopped because it took longer than it may. Not tried again. */
  record TimedOut(String message) implements JobOutcome {
    public TimedOut {
      present("message", message);
    }

    @Override
    public JobState state() {
      return JobState.TIMED_OUT;
    }
  }

  /** Missing members of a JSON document arrive as null. */
  private static void present(String field, Object value) {
    if (value == null) {
      throw PlatformException.invalid(field, null, "present");
    }
  }
}
