package dev.gyre.serving.deployment;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.serving.endpoint.Binding;
import dev.gyre.serving.endpoint.Endpoints;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The endpoints as this process serves them. */
@Component
public class ServedEndpoints {

  private final Map<Name, ServedEndpoint> byName = new ConcurrentHashMap<>();
  private final Endpoints endpoints;

  ServedEndpoints(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * Lets a request in, or refuses it at once; nothing waits.
   *
   * @return to be closed by the caller
   * @throws PlatformException with {@code NOT_FOUND} for an unknown endpoint, {@code CAPACITY} if
   *     it has no room or no model
   */
  public Admission admit(ProjectId project, String endpoint) {
    return require(project, endpoint).admit();
  }

  /**
   * Whether requests would be let in.
   *
   * @throws PlatformException with {@code NOT_FOUND} for an unknown endpoint
   */
  public boolean isReady(ProjectId project, String endpoint) {
    ServedEndpoint served = byName.get(new Name(project, endpoint));
    if (served == null) {
      var _ = endpoints.require(project, endpoint);
    }
    return served != null && served.isReady();
  }

  /** Names of a project's endpoints that this process knows, sorted. */
  public List<String> names(ProjectId project) {
    return byName.keySet().stream()
        .filter(name -> name.project().equals(project))
        .map(Name::endpoint)
        .sorted()
        .toList();
  }

  /** The runtime of an endpoint with its newest settings; made if there is none. */
  ServedEndpoint bind(Binding binding) {
    Name name = new Name(binding.project(), binding.name());
    ServedEndpoint served = byName.computeIfAbsent(name, _ -> new ServedEndpoint(binding));
    served.bind(binding);
    return served;
  }

  /** Takes those out that are not among the ids. */
  List<ServedEndpoint> retain(Set<EndpointId> ids) {
    List<ServedEndpoint> gone =
        byName.values().stream().filter(served -> !ids.contains(served.binding().id())).toList();
    gone.forEach(served ->
        byName.remove(new Name(served.binding().project(), served.binding().name()), served));
    return gone;
  }

  Collection<ServedEndpoint> all() {
    return List.copyOf(byName.values());
  }

  private ServedEndpoint require(ProjectId project, String endpoint) {
    ServedEndpoint served = byName.get(new Name(project, endpoint));
    if (served != null) {
      return served;
    }
    var _ = endpoints.require(project, endpoint);
    throw new PlatformException(
        ErrorCode.CAPACITY,
        "Endpoint '%s' is new or this server has just started; repeat in a moment"
            .formatted(endpoint),
        Map.of("endpoint", endpoint));
  }

  private record Name(ProjectId project, String endpoint) {}
}
