package dev.gyre.serving.endpoint;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointSettings;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class EndpointController implements EndpointsApi {

  private final Endpoints endpoints;

  EndpointController(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public Endpoint create(ProjectSlug project, NewEndpoint endpoint) {
    return endpoints.create(project(), project, endpoint);
  }

  @Override
  public Page<Endpoint> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return endpoints.list(project(), limit, cursor);
  }

  @Override
  public Endpoint get(ProjectSlug project, String endpoint) {
    return endpoints.get(project(), endpoint);
  }

  @Override
  public Endpoint put(
      ProjectSlug project, String endpoint, @Nullable String ifMatch, EndpointSettings settings) {
    return endpoints.put(project(), endpoint, ifMatch, settings);
  }

  @Override
  public void remove(ProjectSlug project, String endpoint) {
    endpoints.remove(project(), endpoint);
  }

  private static ProjectId project() {
    return Callers.current().requireProject();
  }
}
