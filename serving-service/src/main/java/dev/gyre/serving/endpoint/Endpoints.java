package dev.gyre.serving.endpoint;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.Deployment;
import dev.gyre.api.serving.DeploymentState;
import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.EndpointSettings;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The endpoints of all projects. A change is announced to all serving processes. */
@Component
public class Endpoints {

  /** The channel of PostgreSQL on which changes are announced. */
  public static final String CHANNEL = EndpointRepository.CHANNEL;

  private static final String LIST = "endpoints";

  private final EndpointRepository repository;
  private final DeploymentRepository deployments;
  private final Clock clock;

  Endpoints(EndpointRepository repository, DeploymentRepository deployments, Clock clock) {
    this.repository = repository;
    this.deployments = deployments;
    this.clock = clock;
  }

  @Transactional
  Endpoint create(ProjectId project, ProjectSlug slug, NewEndpoint endpoint) {
    Binding binding =
        new Binding(
            EndpointId.next(),
            project,
            slug,
            endpoint.name(),
            endpoint.settings(),
            0,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!repository.insert(binding)) {
      throw new PlatformException(
          ErrorCode.ALREADY_EXISTS,
          "There is an endpoint '%s' already; take another name or change that one"
              .formatted(endpoint.name()));
    }
    repository.announce();
    return view(binding);
  }

  @Transactional(readOnly = true)
  Page<Endpoint> list(ProjectId project, int limit, @Nullable String cursor) {
    String after = Cursor.parse(cursor, LIST, 1).map(last -> last.text(0)).orElse("");
    List<Binding> rows = repository.list(project, after, Page.checkLimit(limit) + 1);
    return Cursor.page(views(rows), limit, endpoint -> Cursor.after(LIST, endpoint.name()));
  }

  @Transactional(readOnly = true)
  Endpoint get(ProjectId project, String name) {
    return view(require(project, name));
  }

  @Transactional
  Endpoint put(
      ProjectId project, String name, @Nullable String ifMatch, EndpointSettings settings) {
    Binding present = repository.lock(project, name).orElseThrow(() -> missing(name));
    view(present).requireMatch(ifMatch);
    repository.update(present.id(), settings);
    repository.announce();
    return view(require(project, name));
  }

  @Transactional
  void remove(ProjectId project, String name) {
    if (repository.remove(project, name, clock.instant())) {
      repository.announce();
    }
  }

  /** Wakes all serving processes if an endpoint follows the alias; part of the transaction. */
  @Transactional
  public void aliasMoved(ProjectId project, String model, String alias) {
    if (repository.follows(project, model, alias)) {
      repository.announce();
    }
  }

  /**
   * One endpoint.
   *
   * @throws PlatformException with {@code NOT_FOUND} if the project has none of this name
   */
  @Transactional(readOnly = true)
  public Binding require(ProjectId project, String name) {
    return repository.find(project, name).orElseThrow(() -> missing(name));
  }

  /**
   * One endpoint, for callers that know the project by its name only.
   *
   * @throws PlatformException with {@code NOT_FOUND} if the project has none of this name
   */
  @Transactional(readOnly = true)
  public Binding require(ProjectSlug project, String name) {
    return repository.find(project, name).orElseThrow(() -> missing(name));
  }

  /** Those of all projects that are not removed. */
  @Transactional(readOnly = true)
  public List<Binding> all() {
    return repository.all();
  }

  private Endpoint view(Binding binding) {
    return views(List.of(binding)).getFirst();
  }

  private List<Endpoint> views(List<Binding> bindings) {
    if (bindings.isEmpty()) {
      return List.of();
    }
    List<EndpointId> ids = bindings.stream().map(Binding::id).toList();
    Map<EndpointId, List<Deployment>> current = deployments.current(ids);
    Map<EndpointId, EndpointRepository.Counts> counts = repository.counts(ids);
    return bindings.stream()
        .map(binding ->
            view(
                binding,
                current.getOrDefault(binding.id(), List.of()),
                counts.getOrDefault(binding.id(), EndpointRepository.Counts.NONE)))
        .toList();
  }

  private static Endpoint view(
      Binding binding, List<Deployment> current, EndpointRepository.Counts counts) {
    Optional<Deployment> ready =
        current.stream().filter(each -> each.state() == DeploymentState.READY).findFirst();
    Optional<Deployment> other =
        current.reversed().stream()
            .filter(each -> each.state() != DeploymentState.READY)
            .findFirst();
    return new Endpoint(
        binding.id(),
        binding.name(),
        binding.settings().model(),
        binding.settings().alias(),
        binding.settings().logging(),
        binding.settings().maxConcurrency(),
        ready.or(() -> other).orElse(null),
        ready.isPresent() ? other.orElse(null) : null,
        counts.logged(),
        counts.lost(),
        binding.revision(),
        binding.created());
  }

  private static PlatformException missing(String name) {
    return PlatformException.notFound("endpoint", name);
  }
}
