package dev.gyre.serving;

import dev.gyre.api.Digest;
import dev.gyre.api.project.IdentityApi;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.IntrospectionQuery;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The project service's answers about tokens: each token is the lower-case name of its role. */
final class FakeIdentity implements IdentityApi {

  static final ProjectSlug SLUG = new ProjectSlug("loop");
  static final ProjectId PROJECT = new ProjectId(new UUID(7, 7));

  private static final Map<Digest, Role> ROLES =
      Map.of(
          hash("viewer"), Role.VIEWER,
          hash("labeller"), Role.LABELLER,
          hash("engineer"), Role.ENGINEER);

  static Digest hash(String token) {
    return Digest.of(token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Introspection introspect(IntrospectionQuery query) {
    ProjectId project = SLUG.equals(query.project()) ? PROJECT : null;
    if (query.tokenHash() == null) {
      return new Introspection(true, null, false, project, null);
    }
    @Nullable Role role = ROLES.get(query.tokenHash());
    if (role == null) {
      return Introspection.INACTIVE;
    }
    Principal principal =
        new Principal(
            new PrincipalId(UUID.nameUUIDFromBytes(role.name().getBytes(StandardCharsets.UTF_8))),
            role.name(),
            PrincipalKind.USER);
    return new Introspection(true, principal, false, project, project == null ? null : role);
  }
}
