package dev.gyre.serving.deployment;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.serving.endpoint.Binding;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An endpoint in this process: its settings, its model, and how many requests are at work. */
final class ServedEndpoint {

  private final AtomicReference<@Nullable LoadedModel> model = new AtomicReference<>();
  private final AtomicInteger atWork = new AtomicInteger();
  private volatile Binding binding;
  private volatile boolean reported = true;
  private volatile @Nullable Refused refused;

  ServedEndpoint(Binding binding) {
    this.binding = binding;
  }

  Binding binding() {
    return binding;
  }

  void bind(Binding newest) {
    binding = newest;
  }

  /**
   * Lets a request in, or refuses it at once.
   *
   * @throws PlatformException with {@code CAPACITY} if as many as allowed are at work, or no
   *     version is ready
   */
  Admission admit() {
    Binding present = binding;
    int bound = present.settings().maxConcurrency();
    if (atWork.incrementAndGet() > bound) {
      atWork.decrementAndGet();
      throw new PlatformException(
          ErrorCode.CAPACITY,
          "%d requests are at work on endpoint '%s', its bound; repeat later or raise max_concurrency"
              .formatted(bound, present.name()),
          Map.of("endpoint", present.name()));
    }
    LoadedModel held = hold();
    if (held == null) {
      atWork.decrementAndGet();
      throw new PlatformException(
          ErrorCode.CAPACITY,
          "Endpoint '%s' has no version that is ready; its deployment says why"
              .formatted(present.name()),
          Map.of("endpoint", present.name()));
    }
    return new Admission(present, held, () -> leave(held));
  }

  boolean isReady() {
    return model.get() != null;
  }

  int atWork() {
    return atWork.get();
  }

  @Nullable LoadedModel model() {
    return model.get();
  }

  /** Answers with this one from now on; the former one is returned for its end. */
  @Nullable LoadedModel swap(@Nullable LoadedModel next) {
    return model.getAndSet(next);
  }

  /** Whether the state of the model in memory is in the database too. */
  boolean isReported() {
    return reported;
  }

  void reported(boolean value) {
    reported = value;
  }

  /** Whether a load of this version can only fail again. */
  boolean hasRefused(String name, int version) {
    return new Refused(name, version).equals(refused);
  }

  void refuse(String name, int version) {
    refused = new Refused(name, version);
  }

  private @Nullable LoadedModel hold() {
    for (LoadedModel present = model.get(); present != null; present = model.get()) {
      if (present.hold()) {
        return present;
      }
    }
    return null;
  }

  private void leave(LoadedModel held) {
    atWork.decrementAndGet();
    held.release();
  }

  private record Refused(String model, int version) {}
}
