package dev.gyre.project.identity;

import dev.gyre.api.project.NewToken;
import dev.gyre.api.project.Token;
import dev.gyre.api.project.TokenId;
import dev.gyre.api.project.TokensApi;
import dev.gyre.infra.security.Callers;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TokenController implements TokensApi {

  private final Tokens tokens;

  TokenController(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public List<Token> list() {
    return tokens.list(Callers.current().requirePrincipal().id());
  }

  @Override
  public Token create(NewToken token) {
    Callers.Call call = Callers.call();
    return tokens.create(
        call.caller().requirePrincipal().id(), call.credentials().tokenHash(), token);
  }

  @Override
  public void revoke(TokenId token) {
    tokens.revoke(Callers.current().requirePrincipal().id(), token);
  }
}
