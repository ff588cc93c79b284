package dev.gyre.infra.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call of the contract that is under way on this thread. A new thread has none: pass the caller
 * on, or act as a service with {@link #asService}.
 */
public final class Callers {

  private static final ScopedValue<Credentials> REQUEST_CREDENTIALS = ScopedValue.newInstance();
  private static final ScopedValue<Call> INNER = ScopedValue.newInstance();
  private static final ThreadLocal<@Nullable Call> REQUEST = new ThreadLocal<>();

  private Callers() {}

  /**
   * A call whose access was checked.
   *
   * @param credentials what came with it
   * @param caller who makes it
   * @param service the service that answers it
   */
  public record Call(Credentials credentials, Caller caller, String service) {}

  /**
   * The caller whose access was checked last on this thread.
   *
   * @throws IllegalStateException outside of a call of the contract
   */
  public static Caller current() {
    return call().caller();
  }

  /**
   * The call under way.
   *
   * @throws IllegalStateException outside of a call of the contract
   */
  public static Call call() {
    Call call = INNER.isBound() ? INNER.get() : REQUEST.get();
    if (call == null) {
      throw new IllegalStateException("No call of the contract is under way on this thread");
    }
    return call;
  }

  /** Runs work that a service does for itself, such as a tick or an event. */
  public static <T> T asService(String service, Supplier<T> work) {
    Caller caller = new Caller(null, service, false, null, null);
    return where(new Call(new Credentials(null, false, service), caller, service), work);
  }

  /** Runs work within a checked call: the local half of a call between services. */
  public static <T> T where(Call call, Supplier<T> work) {
    return ScopedValue.where(INNER, call).call(work::get);
  }

  /** What came with the present HTTP request, or {@link Credentials#NONE}. */
  static Credentials requestCredentials() {
    return REQUEST_CREDENTIALS.isBound() ? REQUEST_CREDENTIALS.get() : Credentials.NONE;
  }

  static void withRequestCredentials(Credentials credentials, Runnable request) {
    ScopedValue.where(REQUEST_CREDENTIALS, credentials).run(request);
  }

  /**
   * Sets the call that an HTTP request makes once its access is known; {@code null} when it ends.
   */
  static void bindRequest(@Nullable Call call) {
    if (call == null) {
      REQUEST.remove();
    } else {
      REQUEST.set(call);
    }
  }
}
