package dev.gyre.project.membership;

import dev.gyre.api.Page;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.Project;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ProjectController implements ProjectsApi {

  private final Projects projects;

  ProjectController(Projects projects) {
    this.projects = projects;
  }

  @Override
  public Page<Project> list(int limit, @Nullable String cursor) {
    return projects.list(Callers.current(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Project create(NewProject project) {
    return projects.create(Callers.current(), project);
  }

  @Override
  public Project get(ProjectSlug project) {
    return projects.get(Callers.current().requireProject());
  }
}
