package dev.gyre.project.membership;

import dev.gyre.api.Page;
import dev.gyre.api.project.Member;
import dev.gyre.api.project.MembersApi;
import dev.gyre.api.project.NewMember;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class MemberController implements MembersApi {

  private final Members members;

  MemberController(Members members) {
    this.members = members;
  }

  @Override
  public Page<Member> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return members.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Member put(ProjectSlug project, String name, NewMember member) {
    return members.put(Callers.current().requireProject(), name, member);
  }

  @Override
  public void remove(ProjectSlug project, String name) {
    members.remove(Callers.current().requireProject(), name);
  }
}
