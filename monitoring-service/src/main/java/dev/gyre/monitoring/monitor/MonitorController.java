package dev.gyre.monitoring.monitor;

import dev.gyre.api.Page;
import dev.gyre.api.monitoring.Monitor;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class MonitorController implements MonitorsApi {

  private final Monitors monitors;

  MonitorController(Monitors monitors) {
    this.monitors = monitors;
  }

  @Override
  public Monitor put(ProjectSlug project, String endpoint, MonitorSpec spec) {
    return monitors.put(Callers.current().requireProject(), project, endpoint, spec);
  }

  @Override
  public Monitor get(ProjectSlug project, String endpoint) {
    return monitors.get(Callers.current().requireProject(), endpoint);
  }

  @Override
  public Page<Monitor> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return monitors.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }
}
