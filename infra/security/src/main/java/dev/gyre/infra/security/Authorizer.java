package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.ProjectSlug;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a caller may use a method of the contract. Asked at both doors: the HTTP request
 * and the call of a peer in one process.
 *
 * <p>A service that acts for itself may use what an engineer may; on behalf of a principal it may
 * use no more than that principal. A principal never passes where a service is demanded.
 */
public final class Authorizer {

  private final Introspector introspector;

  Authorizer(Introspector introspector) {
    this.introspector = introspector;
  }

  /**
   * Checks and describes the caller.
   *
   * @param project the project in the address, absent if there is none
   * @throws PlatformException with {@code UNAUTHENTICATED}, {@code PERMISSION_DENIED}, or {@code
   *     NOT_FOUND} for a project that does not exist or that the caller may not know of
   */
  public Caller authorize(Access access, Credentials credentials, @Nullable ProjectSlug project) {
    return switch (access) {
      case ANYONE, JOB -> new Caller(null, credentials.service(), false, null, null);
      case SERVICE -> service(credentials);
      case SIGNED_IN, SERVER_ADMIN, VIEWER, LABELLER, ENGINEER, ADMIN ->
          principal(access, credentials, project);
    };
  }

  /**
   * Who stands behind a call, demanding nothing. For saying who was refused.
   *
   * @throws PlatformException if that cannot be asked now
   */
  Caller identify(Credentials credentials, @Nullable ProjectSlug project) {
    if (credentials.token() == null && credentials.service() == null) {
      return new Caller(null, null, false, null, null);
    }
    return caller(introspector.introspect(credentials.tokenHash(), project), credentials);
  }

  private static Caller caller(Introspection answer, Credentials credentials) {
    return new Caller(
        answer.principal(),
        credentials.service(),
        answer.serverAdmin(),
        answer.project(),
        answer.role());
  }

  private static Caller service(Credentials credentials) {
    if (credentials.service() == null) {
      throw denied("Only services of this installation may call this");
    }
    return new Caller(null, credentials.service(), false, null, null);
  }

  private Caller principal(Access access, Credentials credentials, @Nullable ProjectSlug project) {
    if (credentials.token() == null && credentials.service() == null) {
      throw new PlatformException(
          ErrorCode.UNAUTHENTICATED,
          "No token came with the request: send 'Authorization: Bearer <token>' or sign in");
    }
    Introspection answer = introspector.introspect(credentials.tokenHash(), project);
    if (!answer.active()) {
      throw new PlatformException(
          ErrorCode.UNAUTHENTICATED, "The token is unknown, revoked or expired: make a new one");
    }
    Caller caller = caller(answer, credentials);
    require(access, caller, project);
    return caller;
  }

  private static void require(Access access, Caller caller, @Nullable ProjectSlug project) {
    boolean forItself = caller.principal() == null;
    if (access == Access.SERVER_ADMIN && !caller.serverAdmin()) {
      throw denied("This needs the administrator of the server");
    }
    if (!access.isProjectRole()) {
      return;
    }
    if (project == null) {
      throw new IllegalStateException("A project role is demanded where no project is named");
    }
    boolean known = caller.role() != null || caller.serverAdmin() || forItself;
    if (caller.project() == null || !known) {
      throw PlatformException.notFound("project", project);
    }
    boolean granted =
        caller.serverAdmin()
            || (forItself && access != Access.ADMIN)
            || (caller.role() != null && caller.role().grants(access));
    if (!granted) {
      throw new PlatformException(
          ErrorCode.PERMISSION_DENIED,
          "This needs the role %s in project '%s'; yours is %s"
              .formatted(lower(access), project, lower(caller.role())),
          Map.of("required_role", lower(access)));
    }
  }

  private static PlatformException denied(String detail) {
    return new PlatformException(ErrorCode.PERMISSION_DENIED, detail);
  }

  private static String lower(@Nullable Enum<?> name) {
    return name == null ? "none" : name.name().toLowerCase(Locale.ROOT);
  }
}
