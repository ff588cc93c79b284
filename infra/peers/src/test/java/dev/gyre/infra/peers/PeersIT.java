package dev.gyre.infra.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.echo.EchoApi;
import dev.gyre.api.project.IdentityApi;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.infra.security.Caller;
import dev.gyre.infra.security.Callers;
import dev.gyre.infra.security.Credentials;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A peer gives the same results and the same errors in one process and over HTTP. */
class PeersIT {

  private static final ProjectSlug PROJECT = new ProjectSlug("echoes");
  private static final String SERVICE_TOKEN = "gyre_service-token-of-this-test";
  private static final EchoApi.Echo HELLO = new EchoApi.Echo("hé", Instant.EPOCH, "");

  private static ConfigurableApplicationContext server;
  private static ConfigurableApplicationContext client;

  /** Where the peer runs. */
  enum Where {
    SAME_PROCESS,
    OVER_HTTP
  }

  @BeforeAll
  static void start() {
    server = run(WithEcho.class, "server.port=0");
    int port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    client = run(Base.class, "server.port=0", "gyre.peers.url.echo=http://localhost:" + port);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void answersAlike(Where where) {
    EchoApi.Echo echo = asEngineer(() -> echo(where).say(PROJECT, HELLO));
    assertThat(echo).isEqualTo(new EchoApi.Echo("hé", Instant.EPOCH, "engineer"));
  }

  @ParameterizedTest
  @EnumSource
  void refusesAlikeWithCodeTextAndArguments(Where where) {
    PlatformException refusal = refusal(() -> echo(where).fail(PROJECT, true));
    assertThat(refusal.code()).isEqualTo(ErrorCode.WRONG_STATE);
    assertThat(refusal.detail()).isEqualTo("Not now: état 'x'");
    assertThat(refusal.args()).containsEntry("link", "a b");
  }

  @ParameterizedTest
  @EnumSource
  void hidesAnUnexpectedFaultAlike(Where where) {
    PlatformException refusal = refusal(() -> echo(where).fail(PROJECT, false));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(refusal.detail()).doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource
  void checksTheRoleOfWhoIsBehindTheCallAlike(Where where) {
    PlatformException refusal =
        as("viewer", () -> catchRefusal(() -> echo(where).shout(PROJECT, HELLO)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(asEngineer(() -> echo(where).shout(PROJECT, HELLO)).caller()).isEqualTo("engineer");
  }

  @ParameterizedTest
  @EnumSource
  void refusesInsideATransactionAlike(Where where) {
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThatThrownBy(() -> asEngineer(() -> echo(where).say(PROJECT, HELLO)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("EchoApi.say was called inside a transaction");
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void streamsBytesAndEndsThemWhenClosed(Where where) throws Exception {
    try (InputStream bytes = asEngineer(() -> echo(where).bytes(PROJECT, Integer.MAX_VALUE))) {
      assertThat(bytes.readNBytes(100_000)).hasSize(100_000).containsOnly(7);
    }
  }

  @Test
  void saysWhichPeerDoesNotAnswer() {
    try (var lonely = run(Base.class, "server.port=0", "gyre.peers.url.echo=http://localhost:1")) {
      EchoApi echo = lonely.getBean(EchoApi.class);
      PlatformException refusal = refusal(() -> echo.say(PROJECT, HELLO));
      assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY);
      assertThat(refusal.detail()).contains("echo service");
    }
  }

  @Test
  void namesThePropertyOfAPeerWithoutAddressWhenItIsInjected() {
    try (var lonely = run(Base.class, "server.port=0")) {
      assertThatThrownBy(() -> lonely.getBean(EchoApi.class))
          .rootCause()
          .hasMessageContaining("gyre.peers.url.echo");
    }
  }

  private static EchoApi echo(Where where) {
    return (where == Where.SAME_PROCESS ? server : client).getBean(EchoApi.class);
  }

  private static PlatformException refusal(Supplier<?> call) {
    return asEngineer(() -> catchRefusal(call));
  }

  private static PlatformException catchRefusal(Supplier<?> call) {
    try {
      var _ = call.get();
    } catch (PlatformException e) {
      return e;
    }
    throw new AssertionError("The call was not refused");
  }

  private static <T> T asEngineer(Supplier<T> work) {
    return as("engineer", work);
  }

  /** As a controller of service data would call, on behalf of the principal of this token. */
  private static <T> T as(String token, Supplier<T> work) {
    Credentials credentials = new Credentials(token, false, null);
    Caller caller = new Caller(principal(token), null, false, null, null);
    return Callers.where(new Callers.Call(credentials, caller, "data"), work);
  }

  private static Principal principal(String name) {
    return new Principal(PrincipalId.next(), name, PrincipalKind.USER);
  }

  private static ConfigurableApplicationContext run(Class<?> configuration, String... properties) {
    List<String> all =
        List.of(
            "spring.config.location=classpath:gyre-common.yaml",
            "gyre.security.service-token=" + SERVICE_TOKEN,
            "gyre.security.service-token-hashes.data="
                + Digest.of(SERVICE_TOKEN.getBytes(StandardCharsets.UTF_8)).hex());
    return new SpringApplicationBuilder(configuration)
        .web(WebApplicationType.SERVLET)
        .properties(all.toArray(String[]::new))
        .properties(properties)
        .run();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Base {

    /** Knows two principals by their tokens. */
    @Bean
    IdentityApi identity() {
      return query -> {
        for (Role role : List.of(Role.VIEWER, Role.ENGINEER)) {
          String token = role.name().toLowerCase(Locale.ROOT);
          if (Digest.of(token.getBytes(StandardCharsets.UTF_8)).equals(query.tokenHash())) {
            return new Introspection(true, principal(token), false, ProjectId.next(), role);
          }
        }
        return Introspection.INACTIVE;
      };
    }
  }

  @Configuration
  @Import({Base.class, EchoController.class})
  @EnableAutoConfiguration
  static class WithEcho {}
}
