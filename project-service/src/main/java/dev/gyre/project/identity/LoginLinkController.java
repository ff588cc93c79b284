package dev.gyre.project.identity;

import dev.gyre.api.project.LoginLink;
import dev.gyre.api.project.LoginLinksApi;
import dev.gyre.infra.security.Callers;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class LoginLinkController implements LoginLinksApi {

  private final Tokens tokens;

  LoginLinkController(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public LoginLink create() {
    Callers.Call call = Callers.call();
    return tokens.createLoginLink(
        call.caller().requirePrincipal().id(), call.credentials().tokenHash());
  }
}
