package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Requires;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The caller itself. */
@HttpExchange(url = "/api/v1/me", accept = "application/json")
public interface MeApi {

  /** Who the token or session stands for. */
  @GetExchange
  @Requires(Access.SIGNED_IN)
  Me get();

  /** Ends the session or revokes the token that came with this request. */
  @PostExchange("/sign-out")
  @Requires(Access.SIGNED_IN)
  void signOut();
}
