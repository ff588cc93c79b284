package dev.gyre.project.membership;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.Project;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Projects of this server. */
@Component
public class Projects {

  private static final String LIST = "projects";

  private final ProjectRepository repository;
  private final MemberRepository members;
  private final Clock clock;

  Projects(ProjectRepository repository, MemberRepository members, Clock clock) {
    this.repository = repository;
    this.members = members;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  Page<Project> list(Caller caller, int limit, @Nullable String cursor) {
    String after = Cursor.parse(cursor, LIST, 1).map(place -> place.text(0)).orElse("");
    PrincipalId member = caller.serverAdmin() ? null : caller.requirePrincipal().id();
    return Cursor.page(
        repository.list(member, after, limit + 1),
        limit,
        project -> Cursor.after(LIST, project.slug()));
  }

  @Transactional
  Project create(Caller caller, NewProject wanted) {
    Project project =
        new Project(
            ProjectId.next(),
            wanted.slug(),
            wanted.title() == null ? wanted.slug().text() : wanted.title(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!repository.insert(project)) {
      throw new PlatformException(
          ErrorCode.ALREADY_EXISTS, "The project '%s' exists already".formatted(wanted.slug()));
    }
    members.put(project.id(), caller.requirePrincipal().id(), Role.ADMIN);
    return project;
  }

  /** The project of this name, for whoever may know of all. */
  @Transactional(readOnly = true)
  public Optional<ProjectId> find(ProjectSlug slug) {
    return repository.find(slug);
  }

  @Transactional(readOnly = true)
  Project get(ProjectId id) {
    return repository.get(id);
  }
}
