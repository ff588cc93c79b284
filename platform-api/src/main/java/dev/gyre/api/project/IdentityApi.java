package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Internal;
import dev.gyre.api.Requires;
import dev.gyre.api.Unaudited;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Who is behind a token, asked by the other services. */
@Internal
@HttpExchange(
    url = "/internal/v1/identity",
    accept = "application/json",
    contentType = "application/json")
public interface IdentityApi {

  /**
   * Resolves a token and, if named, a project. Answers may be kept for at most 10 s.
   *
   * <p>An unknown, revoked or expired token is an answer with {@code active} false, not an error.
   */
  @Unaudited("It only asks")
  @PostExchange("/introspect")
  @Requires(Access.SERVICE)
  Introspection introspect(@RequestBody IntrospectionQuery query);
}
