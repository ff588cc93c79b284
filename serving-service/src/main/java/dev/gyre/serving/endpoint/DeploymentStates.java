package dev.gyre.serving.endpoint;

import dev.gyre.api.Digest;
import dev.gyre.api.serving.DeploymentReady;
import dev.gyre.api.serving.DeploymentState;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What serving processes report of their runtimes. All may be repeated; of several processes the
 * last report counts.
 */
@Component
public class DeploymentStates {

  private final DeploymentRepository repository;
  private final EventOutbox outbox;
  private final Clock clock;

  DeploymentStates(DeploymentRepository repository, JdbcClient jdbc, Clock clock) {
    this.repository = repository;
    this.outbox = new EventOutbox(jdbc, ServiceName.SERVING);
    this.clock = clock;
  }

  /** A version is being loaded. One that answers in another process stays ready. */
  @Transactional
  public DeploymentId loading(Binding endpoint, String model, int version) {
    Optional<DeploymentRepository.Current> known = repository.lock(endpoint.id(), model, version);
    if (known.isPresent()) {
      if (known.get().deployment().state() == DeploymentState.FAILED) {
        repository.move(known.get().id(), DeploymentState.LOADING, null, null, now());
      }
      return known.get().id();
    }
    repository.retireUnready(endpoint.id());
    DeploymentId id = DeploymentId.next();
    repository.insert(id, endpoint.id(), model, version, now());
    return id;
  }

  /**
   * A version answers in place of all others, and what was tried in between no longer matters; told
   * as an event when it is new.
   */
  @Transactional
  public void ready(Binding endpoint, DeploymentId id, String model, int version, Digest artifact) {
    Instant now = now();
    repository.retire(endpoint.id(), id, now);
    if (repository.move(id, DeploymentState.READY, artifact, null, now)) {
      outbox.append(
          endpoint.project(),
          DeploymentReady.TYPE,
          "endpoint/" + endpoint.id(),
          new DeploymentReady(endpoint.name(), model, version, now, id.value()));
    }
  }

  /**
   * A version could not be loaded.
   *
   * @param reason a sentence for people
   */
  @Transactional
  public void failed(DeploymentId id, String reason) {
    repository.move(id, DeploymentState.FAILED, null, reason, now());
  }

  /** The last request of a replaced version has ended. */
  @Transactional
  public void drained(DeploymentId id) {
    repository.stop(id, now());
  }

  /** The endpoint was removed. */
  @Transactional
  public void removed(EndpointId endpoint) {
    repository.retire(endpoint, null, now());
  }

  /** What answered last, to start with while the training service does not answer. */
  @Transactional(readOnly = true)
  public @Nullable LastDeployment findLast(EndpointId endpoint) {
    return repository.findLast(endpoint).orElse(null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
