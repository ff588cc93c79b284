package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Requires;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Ways into the browser for who holds a token. */
@HttpExchange(url = "/api/v1/login-links", accept = "application/json")
public interface LoginLinksApi {

  /** Makes a link that signs the caller in, holds once and for ten minutes. */
  @PostExchange
  @Creates
  @Requires(Access.SIGNED_IN)
  LoginLink create();
}
