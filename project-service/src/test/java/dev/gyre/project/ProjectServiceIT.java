package dev.gyre.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Digest;
import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.postgres.RetentionRule;
import dev.gyre.infra.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service alone, over HTTP, with its own database role. */
@SpringBootTest(
    classes = ProjectApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProjectServiceIT {

  private static final String ADMIN_TOKEN = "gyre_admin-token-of-this-test";
  private static final String[] ADMIN = {"Authorization", "Bearer " + ADMIN_TOKEN};
  private static final String CONTRACT =
      """
      {"task": "CLASSIFICATION", "classes": ["zero", "one"],
       "streams": [{"name": "image", "kind": "image", "required": true, "channels": 1}],
       "right": "CLASS_EQUAL", "metrics": [{"metric": "ACCURACY", "floor": %s, "margin": 0.02}],
       "accepted_error": 0.1, "on_insufficient": "REFUSE"}
      """;

  private static final TestDatabase DATABASE =
      TestDatabase.create(database ->
          new PlatformMigration(database.url(), database.adminUser(), database.adminPassword())
              .run(Map.of("gyre_project", "secret")));

  private final Browser browser;
  private final RetentionRule endedTokens;

  ProjectServiceIT(@LocalServerPort int port, @Autowired RetentionRule endedTokens) {
    this.browser = new Browser(port);
    this.endedTokens = endedTokens;
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("gyre.database.url", DATABASE::url);
    registry.add("gyre.database.user", () -> "gyre_project");
    registry.add("gyre.database.password", () -> "secret");
    registry.add(
        "gyre.project.identity.admin-token-hash",
        () -> Digest.of(ADMIN_TOKEN.getBytes(StandardCharsets.UTF_8)).hex());
  }

  @AfterAll
  static void dropDatabase() {
    DATABASE.close();
  }

  @Test
  void answersHealthAndStartPageToAnyoneButMetricsOnlyToATokenHolder() {
    assertThat(browser.get("/actuator/health").status()).isEqualTo(200);
    assertThat(browser.get("/").response().body()).contains("Nobody is signed in");
    assertThat(browser.get("/", ADMIN).response().body()).contains("Signed in as admin");
    assertThat(browser.get("/actuator/prometheus").code()).isEqualTo("UNAUTHENTICATED");
    assertThat(browser.get("/actuator/prometheus", ADMIN).status()).isEqualTo(200);
  }

  @Test
  void refusesWhoSendsNoTokenOrAWrongOne() {
    assertThat(browser.get("/api/v1/projects").code()).isEqualTo("UNAUTHENTICATED");
    assertThat(browser.get("/api/v1/projects", "Authorization", "Bearer gyre_x").code())
        .isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void aLoginLinkOpensOneSessionWhoseUnsafeRequestsNeedTheCsrfHeader() {
    String path =
        browser.send("POST", "/api/v1/login-links", "{}", ADMIN).json().get("path").asString();
    Browser.Answer login = browser.get(path);
    assertThat(login.status()).isEqualTo(303);
    assertThat(login.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
    assertThat(browser.get(path).code()).isEqualTo("UNAUTHENTICATED");
    String cookie = login.header("Set-Cookie").split(";", 2)[0];

    String csrf = browser.get("/api/v1/me", "Cookie", cookie).json().get("csrf_token").asString();
    String token = "{\"name\": \"ci\"}";
    assertThat(browser.send("POST", "/api/v1/tokens", token, "Cookie", cookie).code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(
            browser
                .send("POST", "/api/v1/tokens", token, "Cookie", cookie, "X-CSRF-Token", csrf)
                .status())
        .isEqualTo(201);
    browser.send("POST", "/api/v1/me/sign-out", "", "Cookie", cookie, "X-CSRF-Token", csrf);
    assertThat(browser.get("/api/v1/me", "Cookie", cookie).code()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void aScopedTokenNeitherReachesOtherProjectsNorMakesAWiderToken() {
    create("scoped-a");
    create("scoped-b");
    String[] viewer = bearer("{\"name\": \"v\", \"project\": \"scoped-a\", \"role\": \"VIEWER\"}");
    assertThat(browser.get("/api/v1/projects/scoped-a", viewer).status()).isEqualTo(200);
    assertThat(browser.get("/api/v1/projects/scoped-b", viewer).code()).isEqualTo("NOT_FOUND");
    assertThat(
            browser
                .send(
                    "PUT",
                    "/api/v1/projects/scoped-a/task-contract",
                    CONTRACT.formatted(0.8),
                    viewer)
                .code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(browser.send("POST", "/api/v1/tokens", "{\"name\": \"w\"}", viewer).code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(browser.send("POST", "/api/v1/login-links", "{}", viewer).code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(browser.send("POST", "/api/v1/projects", "{\"slug\": \"more\"}", viewer).code())
        .isEqualTo("PERMISSION_DENIED");
  }

  @Test
  void aRevokedTokenIsRefusedAtOnceByThisService() {
    Browser.Answer made = browser.send("POST", "/api/v1/tokens", "{\"name\": \"old\"}", ADMIN);
    String[] token = {"Authorization", "Bearer " + made.json().get("secret").asString()};
    assertThat(browser.get("/api/v1/me", token).status()).isEqualTo(200);
    browser.send("DELETE", "/api/v1/tokens/" + made.json().get("id").asString(), "", ADMIN);
    assertThat(browser.get("/api/v1/me", token).code()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void tokensAreForgottenSomeTimeAfterTheyEndedAndNotBefore() {
    Browser.Answer made = browser.send("POST", "/api/v1/tokens", "{\"name\": \"old\"}", ADMIN);
    Instant before = Instant.now().minusSeconds(60);
    browser.send("DELETE", "/api/v1/tokens/" + made.json().get("id").asString(), "", ADMIN);
    assertThat(endedTokens.forget().applyAsInt(before)).isZero();
    assertThat(endedTokens.forget().applyAsInt(Instant.now().plusSeconds(60))).isPositive();
    assertThat(browser.get("/api/v1/me", ADMIN).status()).isEqualTo(200);
  }

  @Test
  void aTaskContractIsVersionedAndAStaleEditIsRefused() {
    create("contracts");
    String path = "/api/v1/projects/contracts/task-contract";
    assertThat(browser.get(path, ADMIN).code()).isEqualTo("NOT_FOUND");
    Browser.Answer first = browser.send("PUT", path, CONTRACT.formatted(0.8), ADMIN);
    assertThat(first.json().get("number").asInt()).isEqualTo(1);
    assertThat(first.header("ETag")).isEqualTo("\"1\"");
    assertThat(
            browser.send("PUT", path, CONTRACT.formatted(0.8), ADMIN).json().get("number").asInt())
        .isEqualTo(1);
    assertThat(browser.send("PUT", path, CONTRACT.formatted(0.9), ADMIN).code())
        .isEqualTo("PRECONDITION_REQUIRED");
    assertThat(
            browser
                .send("PUT", path, CONTRACT.formatted(0.9), with(ADMIN, "If-Match", "\"1\""))
                .json()
                .get("number")
                .asInt())
        .isEqualTo(2);
    assertThat(
            browser
                .send("PUT", path, CONTRACT.formatted(0.7), with(ADMIN, "If-Match", "\"1\""))
                .code())
        .isEqualTo("STALE_VERSION");
    assertThat(browser.get(path + "/versions/1", ADMIN).status()).isEqualTo(200);
    assertThat(browser.get(path + "/versions?limit=1", ADMIN).json().get("next_cursor"))
        .isNotNull();
  }

  @Test
  void theLastAdminOfAProjectStays() {
    create("lonely");
    assertThat(browser.send("DELETE", "/api/v1/projects/lonely/members/admin", "", ADMIN).code())
        .isEqualTo("WRONG_STATE");
    assertThat(
            browser
                .send("PUT", "/api/v1/projects/lonely/members/bea", "{\"role\": \"ADMIN\"}", ADMIN)
                .status())
        .isEqualTo(200);
    assertThat(browser.send("DELETE", "/api/v1/projects/lonely/members/admin", "", ADMIN).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/v1/projects | {\"slug\": \"A B\"} | INVALID_ARGUMENT",
        "POST | /api/v1/projects | {\"slug\": 3.5e} | UNREADABLE_BODY",
        "POST | /api/v1/projects | {\"slog\": \"a\"} | UNREADABLE_BODY",
        "POST | /api/v1/projects | [] | UNREADABLE_BODY",
        "GET | /api/v1/projects?limit=0 | '' | INVALID_ARGUMENT",
        "GET | /api/v1/projects?limit=x | '' | INVALID_ARGUMENT",
        "GET | /api/v1/projects?cursor=x | '' | INVALID_ARGUMENT",
        "GET | /api/v1/projects/none | '' | NOT_FOUND",
        "GET | /api/v1/projects/NONE | '' | INVALID_ARGUMENT",
        "GET | /api/v1/nothing | '' | NOT_FOUND",
        "PATCH | /api/v1/projects | {} | METHOD_NOT_ALLOWED",
        "DELETE | /api/v1/tokens/x | '' | INVALID_ARGUMENT",
        "POST | /internal/v1/identity/introspect | {} | PERMISSION_DENIED",
        "POST | /api/v1/tokens | {\"name\": \"x\", \"valid_for\": \"P1000D\"} | INVALID_ARGUMENT",
        "POST | /api/v1/tokens | {\"name\": \"x\", \"project\": \"none\"} | NOT_FOUND"
      })
  void refusesBadInputByName(String method, String path, String body, String code) {
    Browser.Answer answer = browser.send(method, path, body, ADMIN);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void refusesAForeignHostName() {
    assertThat(browser.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .contains("HOST_NOT_ALLOWED");
  }

  private void create(String slug) {
    assertThat(
            browser
                .send("POST", "/api/v1/projects", "{\"slug\": \"" + slug + "\"}", ADMIN)
                .status())
        .isEqualTo(201);
  }

  private String[] bearer(String newToken) {
    Browser.Answer made = browser.send("POST", "/api/v1/tokens", newToken, ADMIN);
    return new String[] {"Authorization", "Bearer " + made.json().get("secret").asString()};
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = name;
    all[headers.length + 1] = value;
    return all;
  }
}
