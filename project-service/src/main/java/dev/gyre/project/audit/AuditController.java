package dev.gyre.project.audit;

import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.AuditApi;
import dev.gyre.api.project.AuditEntry;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.AuditTrail;
import dev.gyre.infra.security.Callers;
import dev.gyre.project.membership.Projects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class AuditController implements AuditApi {

  private final AuditTrail trail;
  private final Projects projects;

  AuditController(AuditTrail trail, Projects projects) {
    this.trail = trail;
    this.projects = projects;
  }

  @Override
  public Page<AuditEntry> list(
      @Nullable ProjectSlug project,
      @Nullable PrincipalId principal,
      int limit,
      @Nullable String cursor) {
    ProjectId id = project == null ? null : idOf(project);
    return trail.list(new AuditTrail.Filter(id, principal), limit, cursor);
  }

  @Override
  public Page<AuditEntry> ofProject(
      ProjectSlug project, @Nullable PrincipalId principal, int limit, @Nullable String cursor) {
    ProjectId id = Callers.current().requireProject();
    return trail.list(new AuditTrail.Filter(id, principal), limit, cursor);
  }

  private ProjectId idOf(ProjectSlug project) {
    return projects.find(project).orElseThrow(() -> PlatformException.notFound("project", project));
  }
}
