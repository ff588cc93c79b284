package dev.gyre.eval.start;

import dev.gyre.infra.postgres.ServiceName;
import dev.gyre.infra.security.Callers;

/** Runs the body of a job as this service, so that it may ask peers. */
public final class ServiceBody {

  private ServiceBody() {}

  /** A body that waits. */
  @FunctionalInterface
  public interface Body<T> {
    T run() throws InterruptedException;
  }

  /** Carries an interruption through a supplier. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted(InterruptedException cause) {
      super(cause);
    }
  }

  /**
   * Runs it.
   *
   * @throws InterruptedException when interrupted because the job is asked to stop
   */
  public static <T> T run(Body<T> body) throws InterruptedException {
    try {
      return Callers.asService(ServiceName.EVAL.value(), () -> uninterrupted(body));
    } catch (Interrupted e) {
      throw new InterruptedException(e.getMessage());
    }
  }

  private static <T> T uninterrupted(Body<T> body) {
    try {
      return body.run();
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }
}
