package dev.gyre.serving.deployment;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.infra.postgres.Notifications;
import dev.gyre.infra.security.Callers;
import dev.gyre.onnx.OnnxException;
import dev.gyre.serving.endpoint.Binding;
import dev.gyre.serving.endpoint.DeploymentId;
import dev.gyre.serving.endpoint.DeploymentStates;
import dev.gyre.serving.endpoint.Endpoints;
import dev.gyre.serving.endpoint.LastDeployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings this process' runtimes to what the endpoints' aliases name: at the start, when a change is
 * announced, and slowly besides. One model is loaded at a time. A version that cannot be loaded
 * leaves the former one answering; it is tried again if the reason may pass.
 */
@Component
class Deployer implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

  /** How long a start waits for models. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Endpoints endpoints;
  private final DeploymentStates states;
  private final ServedEndpoints served;
  private final ModelLoader loader;
  private final DeploymentProperties properties;
  private final Semaphore bell = new Semaphore(0);
  private final ReentrantLock turn = new ReentrantLock();
  private volatile boolean running;
  private @Nullable Thread thread;

  Deployer(
      Endpoints endpoints,
      DeploymentStates states,
      ServedEndpoints served,
      ModelLoader loader,
      DeploymentProperties properties,
      Notifications notifications) {
    this.endpoints = endpoints;
    this.states = states;
    this.served = served;
    this.loader = loader;
    this.properties = properties;
    notifications.listen(Endpoints.CHANNEL, bell::release);
  }

  /** Looks at all endpoints now, in the caller's thread; returns when all is loaded or failed. */
  void reconcile() {
    turn.lock();
    try {
      List<Binding> wanted = endpoints.all();
      Set<EndpointId> ids = wanted.stream().map(Binding::id).collect(Collectors.toSet());
      served.retain(ids).forEach(this::remove);
      for (Binding binding : wanted) {
        reconcile(served.bind(binding), binding);
      }
    } finally {
      turn.unlock();
    }
  }

  /**
   * Returns when all endpoints have been looked at once, so that what answered before a restart
   * answers from the first request on. What takes longer than the patience comes later.
   */
  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      CountDownLatch firstLook = new CountDownLatch(1);
      thread = Thread.ofVirtual().name("serving-deployer").start(() -> run(firstLook));
      try {
        if (!firstLook.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("The endpoints' models are not all loaded after {}; they follow", PATIENCE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    bell.release();
    Thread present = thread;
    if (present != null) {
      try {
        present.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (ServedEndpoint endpoint : served.all()) {
      LoadedModel last = endpoint.swap(null);
      if (last != null) {
        last.replaced(() -> {});
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server, and stopped after it: the last requests find their models. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 3000;
  }

  private void run(CountDownLatch firstLook) {
    while (running) {
      try {
        reconcile();
      } catch (RuntimeException e) {
        LOG.error("The endpoints could not be looked at; it is tried again", e);
      } finally {
        firstLook.countDown();
      }
      try {
        if (bell.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void reconcile(ServedEndpoint endpoint, Binding binding) {
    try {
      Optional<Integer> version = Callers.asService("serving", () -> loader.resolve(binding));
      if (version.isPresent()) {
        bring(endpoint, binding, version.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("The alias of endpoint '{}' cannot be resolved: {}", binding.name(), e.getMessage());
      if (endpoint.model() == null) {
        bringLast(endpoint, binding);
      }
    }
  }

  private void bring(ServedEndpoint endpoint, Binding binding, int version) {
    String model = binding.settings().model();
    LoadedModel present = endpoint.model();
    if (present != null && present.is(model, version)) {
      if (!endpoint.isReported()) {
        report(endpoint, binding, present);
      }
      return;
    }
    if (endpoint.hasRefused(model, version)) {
      return;
    }
    endpoint.reported(false);
    DeploymentId id = states.loading(binding, model, version);
    try {
      take(
          endpoint,
          binding,
          new Version(model, version, id),
          Callers.asService("serving", () -> loader.load(binding, version)));
    } catch (RuntimeException e) {
      fail(endpoint, new Version(model, version, id), e);
    }
  }

  /** The training service does not answer: what answered before this start answers again. */
  private void bringLast(ServedEndpoint endpoint, Binding binding) {
    LastDeployment last = states.findLast(binding.id());
    if (last == null || !last.model().equals(binding.settings().model())) {
      return;
    }
    DeploymentId id = states.loading(binding, last.model(), last.version());
    Version version = new Version(last.model(), last.version(), id);
    try {
      take(endpoint, binding, version, loader.load(last.artifact()));
    } catch (RuntimeException e) {
      LOG.warn(
          "Version {} of endpoint '{}' cannot be loaded from the store: {}",
          last.version(),
          binding.name(),
          e.getMessage());
    }
  }

  private void take(
      ServedEndpoint endpoint, Binding binding, Version version, ModelLoader.Loaded loaded) {
    LoadedModel next =
        new LoadedModel(
            version.model(), version.number(), version.id(), loaded.artifact(), loaded.served());
    LoadedModel former = endpoint.swap(next);
    try {
      report(endpoint, binding, next);
      LOG.info(
          "Endpoint '{}' answers with version {} of '{}'",
          binding.name(),
          version.number(),
          version.model());
    } finally {
      if (former != null) {
        former.replaced(() -> drained(former));
      }
    }
  }

  private void report(ServedEndpoint endpoint, Binding binding, LoadedModel present) {
    states.ready(
        binding, present.deployment(), present.model(), present.version(), present.artifact());
    endpoint.reported(true);
  }

  private void fail(ServedEndpoint endpoint, Version version, RuntimeException reason) {
    String detail = String.valueOf(reason.getMessage());
    LOG.warn("Version {} of '{}' cannot be served: {}", version.number(), version.model(), detail);
    if (isFinal(reason)) {
      endpoint.refuse(version.model(), version.number());
    }
    LoadedModel present = endpoint.model();
    if (present == null || !present.is(version.model(), version.number())) {
      states.failed(version.id(), detail);
    }
  }

  private static boolean isFinal(RuntimeException reason) {
    return reason instanceof OnnxException
        || (reason instanceof PlatformException problem
            && problem.code() == ErrorCode.UNSUPPORTED_MODEL);
  }

  private void remove(ServedEndpoint endpoint) {
    LoadedModel last = endpoint.swap(null);
    states.removed(endpoint.binding().id());
    if (last != null) {
      last.replaced(() -> drained(last));
    }
  }

  /** Runs in the thread of the last request, so the report goes to another. */
  private void drained(LoadedModel former) {
    Thread.ofVirtual()
        .name("serving-drained")
        .start(() -> {
          try {
            states.drained(former.deployment());
          } catch (RuntimeException e) {
            LOG.warn("The end of version {} was not recorded", former.version(), e);
          }
        });
  }

  private record Version(String model, int number, DeploymentId id) {}
}
