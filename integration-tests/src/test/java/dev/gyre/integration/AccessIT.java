package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Access;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may call what: every method of the contract, asked by who may not. */
class AccessIT {

  private static final String PROJECT = "access";
  private static final String OTHER = "other";

  @ParameterizedTest
  @EnumSource
  void refusesEveryMethodWithoutAToken(Topology topology) {
    RunningGyre gyre = RunningGyre.in(topology);
    SoftAssertions.assertSoftly(softly ->
        methods()
            .forEach(method ->
                softly
                    .assertThat(ask(gyre, method, PROJECT, null))
                    .as("%s without token", method)
                    .isIn(method.isInternal() ? closed() : List.of("UNAUTHENTICATED"))));
  }

  @ParameterizedTest
  @EnumSource
  void refusesEveryMethodToTheRoleBelow(Topology topology) {
    RunningGyre gyre = RunningGyre.in(topology);
    create(gyre, PROJECT);
    SoftAssertions.assertSoftly(softly ->
        methods().stream()
            .filter(method -> method.access().isProjectRole())
            .filter(method -> method.access() != Access.VIEWER)
            .forEach(method ->
                softly
                    .assertThat(ask(gyre, method, PROJECT, below(gyre, method.access())))
                    .as("%s with the role below", method)
                    .isEqualTo("PERMISSION_DENIED")));
  }

  @ParameterizedTest
  @EnumSource
  void hidesEveryProjectFromTheTokenOfAnother(Topology topology) {
    RunningGyre gyre = RunningGyre.in(topology);
    create(gyre, PROJECT);
    create(gyre, OTHER);
    String token = token(gyre, OTHER, "ADMIN");
    SoftAssertions.assertSoftly(softly ->
        methods().stream()
            .filter(ContractMethod::hasProject)
            .filter(method -> !method.isInternal())
            .forEach(method ->
                softly
                    .assertThat(ask(gyre, method, PROJECT, token))
                    .as("%s with another project's token", method)
                    .isEqualTo("NOT_FOUND")));
  }

  @ParameterizedTest
  @EnumSource
  void closesInternalMethodsToTheAdministrator(Topology topology) {
    RunningGyre gyre = RunningGyre.in(topology);
    SoftAssertions.assertSoftly(softly ->
        methods().stream()
            .filter(ContractMethod::isInternal)
            .forEach(method ->
                softly
                    .assertThat(ask(gyre, method, PROJECT, gyre.adminToken()))
                    .as("%s as administrator", method)
                    .isIn(closed())));
  }

  /**
   * One process answers that a service is needed; distributed, the gateway knows no such address.
   */
  private static List<String> closed() {
    return List.of("PERMISSION_DENIED", "UNAUTHENTICATED", "FENCED", "NOT_FOUND");
  }

  private static List<ContractMethod> methods() {
    List<ContractMethod> methods = ContractMethod.all();
    assertThat(methods).isNotEmpty();
    return methods;
  }

  private static String ask(
      RunningGyre gyre, ContractMethod method, String project, @Nullable String token) {
    String body = method.verb().equals("GET") ? null : "{}";
    String address = gyre.address() + method.path(project);
    return Http.send(method.verb(), address, token, body, method.contentType()).code();
  }

  private static String below(RunningGyre gyre, Access access) {
    return switch (access) {
      case ADMIN -> token(gyre, PROJECT, "ENGINEER");
      case ENGINEER -> token(gyre, PROJECT, "LABELLER");
      default -> token(gyre, PROJECT, "VIEWER");
    };
  }

  private static String token(RunningGyre gyre, String project, String role) {
    String wanted =
        "{\"name\": \"%s\", \"project\": \"%s\", \"role\": \"%s\"}"
            .formatted(role.toLowerCase(Locale.ROOT), project, role);
    Http.Answer made =
        Http.send("POST", gyre.address() + "/api/v1/tokens", gyre.adminToken(), wanted);
    return made.json().get("secret").asString();
  }

  private static void create(RunningGyre gyre, String slug) {
    Http.Answer made =
        Http.send(
            "POST",
            gyre.address() + "/api/v1/projects",
            gyre.adminToken(),
            "{\"slug\": \"%s\"}".formatted(slug));
    assertThat(made.status()).isIn(201, 409);
  }
}
