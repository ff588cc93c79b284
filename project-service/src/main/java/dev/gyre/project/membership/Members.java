package dev.gyre.project.membership;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.Member;
import dev.gyre.api.project.NewMember;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.Role;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Revocations;
import dev.gyre.project.identity.Principals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Members of a project and their roles. */
@Component
class Members {

  private static final String LIST = "members";

  private final MemberRepository repository;
  private final Principals principals;
  private final Revocations revocations;

  Members(MemberRepository repository, Principals principals, Revocations revocations) {
    this.repository = repository;
    this.principals = principals;
    this.revocations = revocations;
  }

  @Transactional(readOnly = true)
  Page<Member> list(ProjectId project, int limit, @Nullable String cursor) {
    String after = Cursor.parse(cursor, LIST, 1).map(place -> place.text(0)).orElse("");
    return Cursor.page(
        repository.list(project, after, limit + 1),
        limit,
        member -> Cursor.after(LIST, member.principal().name()));
  }

  @Transactional
  Member put(ProjectId project, String name, NewMember wanted) {
    PrincipalKind kind = wanted.kind() == null ? PrincipalKind.USER : wanted.kind();
    Principal principal = principals.findOrCreate(name, kind);
    if (wanted.role() != Role.ADMIN) {
      requireAnotherAdmin(project, principal);
    }
    repository.put(project, principal.id(), wanted.role());
    revocations.announce();
    return new Member(principal, wanted.role());
  }

  @Transactional
  void remove(ProjectId project, String name) {
    principals
        .find(name)
        .ifPresent(principal -> {
          requireAnotherAdmin(project, principal);
          repository.remove(project, principal.id());
          revocations.announce();
        });
  }

  private void requireAnotherAdmin(ProjectId project, Principal principal) {
    if (repository.isOnlyAdmin(project, principal.id())) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "'%s' is the project's only admin: make another one first".formatted(principal.name()));
    }
  }
}
