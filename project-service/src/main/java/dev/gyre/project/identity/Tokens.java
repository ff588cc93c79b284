package dev.gyre.project.identity;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.LoginLink;
import dev.gyre.api.project.NewToken;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.Token;
import dev.gyre.api.project.TokenId;
import dev.gyre.infra.security.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Secrets by which principals are known: API tokens, browser sessions and login links. */
@Component
class Tokens {

  static final Duration SESSION_AGE = Duration.ofHours(12);
  private static final Duration LOGIN_LINK_AGE = Duration.ofMinutes(10);
  private static final Duration DEFAULT_AGE = Duration.ofDays(90);
  private static final Duration ADMIN_AGE = Duration.ofDays(3650);

  private final TokenRepository repository;
  private final Revocations revocations;
  private final Clock clock;

  Tokens(TokenRepository repository, Revocations revocations, Clock clock) {
    this.repository = repository;
    this.revocations = revocations;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  List<Token> list(PrincipalId principal) {
    return repository.list(principal, clock.instant());
  }

  /**
   * A new token, no wider than the one that asks for it.
   *
   * @param asking hash of the token or session of this request
   */
  @Transactional
  Token create(PrincipalId principal, @Nullable Digest asking, NewToken wanted) {
    TokenRepository.Scope own =
        asking == null ? TokenRepository.Scope.ALL : repository.scopeOf(asking);
    ProjectId project =
        wanted.project() == null ? null : requireProject(principal, wanted.project());
    if (own.project() != null && !own.project().equals(project)) {
      throw new PlatformException(
          ErrorCode.PERMISSION_DENIED,
          "The token of this request holds in one project only; a new one must name the same");
    }
    Role role = narrower(own.role(), wanted.role());
    Secret secret = Secret.next();
    Duration age = wanted.validFor() == null ? DEFAULT_AGE : wanted.validFor();
    TokenRow row = row(TokenRow.Kind.TOKEN, principal, secret, wanted.name(), age, project, role);
    repository.insert(row);
    return new Token(
        row.id(),
        row.name(),
        row.prefix(),
        wanted.project(),
        role,
        row.created(),
        row.expires(),
        null,
        secret.text());
  }

  @Transactional
  void revoke(PrincipalId principal, TokenId token) {
    repository.revoke(principal, token, clock.instant());
    revocations.announce();
  }

  @Transactional
  void revoke(Digest hash) {
    repository.revoke(hash, clock.instant());
    revocations.announce();
  }

  @Transactional
  LoginLink createLoginLink(PrincipalId principal, @Nullable Digest asking) {
    if (asking != null && !repository.scopeOf(asking).equals(TokenRepository.Scope.ALL)) {
      throw new PlatformException(
          ErrorCode.PERMISSION_DENIED, "A token with a narrower scope cannot open a session");
    }
    Secret secret = Secret.next();
    TokenRow row =
        row(TokenRow.Kind.LOGIN_LINK, principal, secret, "login link", LOGIN_LINK_AGE, null, null);
    repository.insert(row);
    return new LoginLink("/login/" + secret.text(), row.expires());
  }

  /** A session for the principal of a login link, which is used up; empty if it does not hold. */
  @Transactional
  Optional<Secret> openSession(String loginLink) {
    return repository
        .consumeLoginLink(new Secret(loginLink).hash(), clock.instant())
        .map(principal -> {
          Secret session = Secret.next();
          repository.insert(
              row(
                  TokenRow.Kind.SESSION,
                  principal,
                  session,
                  "browser session",
                  SESSION_AGE,
                  null,
                  null));
          return session;
        });
  }

  /** Makes the administrator's token known by its hash, unless it is. */
  @Transactional
  void installAdministrator(PrincipalId administrator, Digest hash) {
    Instant now = now();
    repository.insert(
        new TokenRow(
            TokenId.next(),
            administrator,
            TokenRow.Kind.TOKEN,
            hash,
            "this installation",
            "gyre_",
            null,
            null,
            now,
            now.plus(ADMIN_AGE)));
  }

  private TokenRow row(
      TokenRow.Kind kind,
      PrincipalId principal,
      Secret secret,
      String name,
      Duration age,
      @Nullable ProjectId project,
      @Nullable Role role) {
    Instant now = now();
    return new TokenRow(
        TokenId.next(),
        principal,
        kind,
        secret.hash(),
        name,
        secret.prefix(),
        project,
        role,
        now,
        now.plus(age));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private ProjectId requireProject(PrincipalId principal, ProjectSlug slug) {
    return repository
        .findProject(principal, slug)
        .orElseThrow(() -> PlatformException.notFound("project", slug));
  }

  private static @Nullable Role narrower(@Nullable Role own, @Nullable Role wanted) {
    if (own == null || wanted == null) {
      return own == null ? wanted : own;
    }
    return own.min(wanted);
  }
}
