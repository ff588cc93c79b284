package dev.gyre.infra.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Requires;
import dev.gyre.api.Unaudited;
import dev.gyre.api.project.AuditEntry;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.infra.postgres.MigratedDatabase;
import dev.gyre.infra.testsupport.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the audit keeps, in a real database. */
class DoorTests {

  private static final TestDatabase DATABASE = TestDatabase.create(MigratedDatabase::migrate);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final ProjectSlug DIGITS = new ProjectSlug("digits");
  private static final ProjectId PROJECT = ProjectId.next();
  private static final Principal ANNA =
      new Principal(PrincipalId.next(), "anna", PrincipalKind.USER);
  private static final Credentials ANNAS = new Credentials("gyre_secret", false, null);

  private final AuditTrail trail = trail("gyre_data");

  @AfterEach
  void forget() {
    DATABASE.execute("delete from platform.audit_outcome; delete from platform.audit");
    MDC.clear();
  }

  @Test
  void writesACallBeforeItRunsAndItsOutcomeAfterwards() {
    MDC.put("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    Door.Entry entry = door(Role.ENGINEER).enter(operation("change"), ANNAS, DIGITS, "/p/digits/x");
    assertThat(entries())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.outcome()).isNull();
          assertThat(call.principal()).isEqualTo("anna");
          assertThat(call.onBehalfOf()).isNull();
          assertThat(call.principalId()).isEqualTo(ANNA.id());
          assertThat(call.project()).isEqualTo(PROJECT);
          assertThat(call.operation()).isEqualTo("things_change");
          assertThat(call.path()).isEqualTo("/p/digits/x");
          assertThat(call.trace()).isEqualTo(TRACE);
        });
    door(Role.ENGINEER).leave(entry, null);
    assertThat(entries()).extracting(AuditEntry::outcome).containsExactly(AuditEntry.DONE);
  }

  @Test
  void writesTheCodeOfARefusedCall() {
    Door door = door(Role.ENGINEER);
    door.leave(door.enter(operation("change"), ANNAS, DIGITS, "/x"), ErrorCode.WRONG_STATE);
    assertThat(entries()).extracting(AuditEntry::outcome).containsExactly("WRONG_STATE");
  }

  @Test
  void namesTheServiceAndOnWhoseBehalfItCalls() {
    door(Role.ENGINEER).enter(operation("change"), ANNAS.through("eval"), DIGITS, "/x");
    assertThat(entries())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.principal()).isEqualTo("service:eval");
          assertThat(call.onBehalfOf()).isEqualTo("anna");
          assertThat(call.principalId()).isEqualTo(ANNA.id());
        });
  }

  @Test
  void writesWhoWasDenied() {
    assertThatThrownBy(() -> door(Role.VIEWER).enter(operation("change"), ANNAS, DIGITS, "/x"))
        .isInstanceOf(PlatformException.class);
    assertThat(entries())
        .extracting(AuditEntry::principal, AuditEntry::outcome)
        .containsExactly(tuple("anna", "PERMISSION_DENIED"));
  }

  @Test
  void writesNeitherReadsNorStrangersNorWhatIsUnaudited() {
    door(Role.VIEWER).enter(operation("look"), ANNAS, DIGITS, "/x");
    door(Role.ENGINEER).enter(operation("ask"), ANNAS, DIGITS, "/x");
    assertThatThrownBy(
            () -> door(Role.ADMIN).enter(operation("change"), Credentials.NONE, DIGITS, "/x"))
        .isInstanceOf(PlatformException.class);
    assertThat(entries()).isEmpty();
  }

  @Test
  void runsNothingThatItCannotWrite() {
    Door door = new Door(authorizer(Role.ENGINEER), Optional.of(trail("postgres_is_not_here")));
    assertThatThrownBy(() -> door.enter(operation("change"), ANNAS, DIGITS, "/x"))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void letsNobodyChangeWhatIsWritten() {
    door(Role.ENGINEER).enter(operation("change"), ANNAS, DIGITS, "/x");
    JdbcClient data = JdbcClient.create(DATABASE.as("gyre_data"));
    for (String change :
        List.of(
            "update platform.audit set principal = 'nobody'",
            "delete from platform.audit",
            "truncate platform.audit_outcome")) {
      assertThatThrownBy(() -> data.sql(change).update())
          .as(change)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() ->
            data.sql(
                    """
                    insert into platform.audit (id, owner_role, at, principal, operation, path)
                    values (gen_random_uuid(), 'gyre_eval', now(), 'x', 'x', 'x')
                    """)
                .update())
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void listsTheNewestFirstByPagesOfAFilter() {
    Door door = door(Role.ENGINEER);
    for (String path : List.of("/1", "/2", "/3")) {
      door.enter(operation("change"), ANNAS, DIGITS, path);
    }
    AuditTrail.Filter filter = new AuditTrail.Filter(PROJECT, ANNA.id());
    var first = trail.list(filter, 2, null);
    assertThat(first.items()).extracting(AuditEntry::path).containsExactly("/3", "/2");
    var second = trail.list(filter, 2, first.nextCursor());
    assertThat(second.items()).extracting(AuditEntry::path).containsExactly("/1");
    assertThat(second.nextCursor()).isNull();
    assertThat(trail.list(new AuditTrail.Filter(ProjectId.next(), null), 2, null).items())
        .isEmpty();
    assertThat(trail.list(new AuditTrail.Filter(null, PrincipalId.next()), 2, null).items())
        .isEmpty();
    assertThatThrownBy(() -> trail.list(new AuditTrail.Filter(null, null), 2, first.nextCursor()))
        .as("a cursor of another list")
        .isInstanceOf(PlatformException.class);
  }

  private List<AuditEntry> entries() {
    return trail.list(new AuditTrail.Filter(null, null), 100, null).items();
  }

  private static AuditTrail trail(String role) {
    return new AuditTrail(JdbcClient.create(DATABASE.as(role)), Clock.systemUTC());
  }

  private Door door(@Nullable Role role) {
    return new Door(authorizer(role), Optional.of(trail));
  }

  private static Authorizer authorizer(@Nullable Role role) {
    Introspection anna = new Introspection(true, ANNA, false, PROJECT, role);
    return new Authorizer(
        new Introspector(
            query -> anna, Duration.ofSeconds(10), Duration.ZERO, Ticker.systemTicker()));
  }

  private static Operation operation(String method) {
    try {
      String verb = method.equals("look") ? "GET" : "POST";
      return Operation.of(ThingsApi.class, ThingsApi.class.getDeclaredMethod(method), verb);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  interface ThingsApi {
    @Requires(Access.VIEWER)
    void look();

    @Requires(Access.ENGINEER)
    void change();

    @Requires(Access.ENGINEER)
    @Unaudited("It only asks")
    void ask();
  }
}
