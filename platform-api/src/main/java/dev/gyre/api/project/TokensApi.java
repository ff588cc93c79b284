package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Requires;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The caller's own tokens. */
@HttpExchange(url = "/api/v1/tokens", accept = "application/json")
public interface TokensApi {

  /** Those that are neither revoked nor expired, newest first. */
  @GetExchange
  @Requires(Access.SIGNED_IN)
  List<Token> list();

  /** Makes a token. The answer holds the secret, which is never shown again. */
  @PostExchange
  @Creates
  @Requires(Access.SIGNED_IN)
  Token create(@RequestBody NewToken token);

  /** Revokes a token; other services notice within 10 s. May be repeated. */
  @DeleteExchange("/{token}")
  @Requires(Access.SIGNED_IN)
  void revoke(@PathVariable TokenId token);
}
