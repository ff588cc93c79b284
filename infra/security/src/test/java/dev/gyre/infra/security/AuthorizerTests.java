package dev.gyre.infra.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerTests {

  private static final ProjectSlug DIGITS = new ProjectSlug("digits");
  private static final Credentials ANNA = new Credentials("anna's token", false, null);

  @ParameterizedTest
  @CsvSource({
    "VIEWER,VIEWER,true",
    "VIEWER,LABELLER,false",
    "VIEWER,ENGINEER,false",
    "VIEWER,ADMIN,false",
    "LABELLER,VIEWER,true",
    "LABELLER,LABELLER,true",
    "LABELLER,ENGINEER,false",
    "ENGINEER,LABELLER,true",
    "ENGINEER,ENGINEER,true",
    "ENGINEER,ADMIN,false",
    "ADMIN,ENGINEER,true",
    "ADMIN,ADMIN,true"
  })
  void aRoleGrantsItselfAndWhatIsBelow(Role role, Access access, boolean granted) {
    Authorizer authorizer = knowing(anna(role, false));
    if (granted) {
      assertThat(authorizer.authorize(access, ANNA, DIGITS).role()).isEqualTo(role);
    } else {
      assertThat(refusal(authorizer, access, ANNA, DIGITS)).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
  }

  @Test
  void hidesAProjectFromWhoHasNoRoleInIt() {
    assertThat(refusal(knowing(anna(null, false)), Access.VIEWER, ANNA, DIGITS))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void refusesWithoutTokenAndWithAnUnknownOne() {
    Authorizer authorizer = knowing(Introspection.INACTIVE);
    assertThat(refusal(authorizer, Access.SIGNED_IN, Credentials.NONE, null))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(refusal(authorizer, Access.SIGNED_IN, ANNA, null))
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void aPrincipalNeverPassesAsAService() {
    assertThat(refusal(knowing(anna(Role.ADMIN, true)), Access.SERVICE, ANNA, null))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void aServiceOnBehalfOfAViewerMayNoMoreThanTheViewer() {
    Credentials dataForAnna = ANNA.through("data");
    Authorizer authorizer = knowing(anna(Role.VIEWER, false));
    assertThat(refusal(authorizer, Access.ENGINEER, dataForAnna, DIGITS))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
    Caller caller = authorizer.authorize(Access.VIEWER, dataForAnna, DIGITS);
    assertThat(caller.service()).isEqualTo("data");
    assertThat(caller.displayName()).isEqualTo("anna");
  }

  @Test
  void aServiceForItselfMayWhatAnEngineerMayButNotAdminister() {
    Credentials monitoring = new Credentials(null, false, "monitoring");
    Authorizer authorizer = knowing(new Introspection(true, null, false, ProjectId.next(), null));
    assertThat(authorizer.authorize(Access.ENGINEER, monitoring, DIGITS).displayName())
        .isEqualTo("service:monitoring");
    assertThat(refusal(authorizer, Access.ADMIN, monitoring, DIGITS))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  private static ErrorCode refusal(
      Authorizer authorizer,
      Access access,
      Credentials credentials,
      @Nullable ProjectSlug project) {
    PlatformException[] refusal = new PlatformException[1];
    assertThatThrownBy(() -> authorizer.authorize(access, credentials, project))
        .isInstanceOfSatisfying(PlatformException.class, problem -> refusal[0] = problem);
    return refusal[0].code();
  }

  private static Introspection anna(@Nullable Role role, boolean serverAdmin) {
    return new Introspection(
        true,
        new Principal(PrincipalId.next(), "anna", PrincipalKind.USER),
        serverAdmin,
        ProjectId.next(),
        role);
  }

  private static Authorizer knowing(Introspection answer) {
    return new Authorizer(
        new Introspector(_ -> answer, Duration.ZERO, Duration.ZERO, Ticker.systemTicker()));
  }
}
