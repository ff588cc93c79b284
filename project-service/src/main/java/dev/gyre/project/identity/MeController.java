package dev.gyre.project.identity;

import dev.gyre.api.Digest;
import dev.gyre.api.project.Me;
import dev.gyre.api.project.MeApi;
import dev.gyre.infra.security.Caller;
import dev.gyre.infra.security.Callers;
import dev.gyre.infra.security.SessionCookie;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class MeController implements MeApi {

  private final Tokens tokens;

  MeController(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Me get() {
    Callers.Call call = Callers.call();
    Caller caller = call.caller();
    String token = call.credentials().token();
    return new Me(
        caller.requirePrincipal(),
        caller.serverAdmin(),
        call.credentials().session() && token != null ? SessionCookie.csrfOf(token) : null);
  }

  @Override
  public void signOut() {
    Digest hash = Callers.call().credentials().tokenHash();
    if (hash != null) {
      tokens.revoke(hash);
    }
  }
}
