package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.ALREADY_EXISTS;
import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static dev.gyre.api.ErrorCode.PERMISSION_DENIED;
import static dev.gyre.api.ErrorCode.STALE_VERSION;
import static dev.gyre.api.ErrorCode.UNAUTHENTICATED;
import static dev.gyre.api.ErrorCode.WRONG_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Versioned;
import dev.gyre.api.project.AuditApi;
import dev.gyre.api.project.AuditEntry;
import dev.gyre.api.project.LoginLinksApi;
import dev.gyre.api.project.Me;
import dev.gyre.api.project.MeApi;
import dev.gyre.api.project.Member;
import dev.gyre.api.project.MembersApi;
import dev.gyre.api.project.NewMember;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.NewToken;
import dev.gyre.api.project.Project;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.Token;
import dev.gyre.api.project.TokensApi;
import dev.gyre.cli.Server;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/** Projects, members, tokens and task contracts. */
final class ProjectExamples {

  private static final ProjectSlug NOWHERE = new ProjectSlug("nowhere");

  private ProjectExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            ProjectsApi.class,
            "create",
            (api, _) ->
                assertThat(api.create(new NewProject(new ProjectSlug("made"), "Made")))
                    .extracting(Project::title)
                    .isEqualTo("Made"),
            ALREADY_EXISTS,
            (api, loop) -> api.create(new NewProject(loop.project(), null))),
        Example.of(
            ProjectsApi.class,
            "get",
            (api, loop) -> assertThat(api.get(loop.project()).slug()).isEqualTo(loop.project()),
            NOT_FOUND,
            (api, _) -> api.get(NOWHERE)),
        Example.of(
            ProjectsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(100, null).items())
                    .extracting(Project::slug)
                    .contains(loop.project()),
            INVALID_ARGUMENT,
            (api, _) -> api.list(0, null)),
        Example.of(
            MembersApi.class,
            "put",
            (api, loop) ->
                assertThat(api.put(loop.project(), "mia", new NewMember(Role.VIEWER, null)).role())
                    .isEqualTo(Role.VIEWER),
            INVALID_ARGUMENT,
            (api, loop) -> api.put(loop.project(), "m i a", new NewMember(Role.VIEWER, null))),
        Example.of(
            MembersApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Member::role)
                    .contains(Role.ADMIN),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 1001, null)),
        Example.of(
            MembersApi.class,
            "remove",
            (api, loop) -> {
              api.put(loop.project(), "max", new NewMember(Role.ENGINEER, null));
              api.remove(loop.project(), "max");
              assertThat(api.list(loop.project(), 100, null).items())
                  .extracting(member -> member.principal().name())
                  .doesNotContain("max");
            },
            WRONG_STATE,
            (api, loop) ->
                api.remove(loop.project(), loop.api(MeApi.class).get().principal().name())),
        Example.of(
            TokensApi.class,
            "create",
            (api, loop) ->
                assertThat(api.create(new NewToken("ci", null, loop.project(), Role.VIEWER)))
                    .satisfies(token -> {
                      assertThat(token.secret()).isNotBlank();
                      assertThat(token.role()).isEqualTo(Role.VIEWER);
                    }),
            NOT_FOUND,
            (api, _) -> api.create(new NewToken("ci", null, NOWHERE, null))),
        Example.of(
            TokensApi.class,
            "list",
            (api, _) -> {
              Token made = api.create(new NewToken("listed", null, null, null));
              assertThat(api.list()).extracting(Token::id).contains(made.id());
              assertThat(api.list()).extracting(Token::secret).containsOnlyNulls();
            },
            UNAUTHENTICATED,
            (_, loop) -> loop.asStranger().api(TokensApi.class).list()),
        Example.of(
            TokensApi.class,
            "revoke",
            (api, loop) -> {
              Token made = api.create(new NewToken("lost", null, null, null));
              api.revoke(made.id());
              String secret = Objects.requireNonNull(made.secret());
              assertRefused(new Server(loop.site().server().address(), secret));
            },
            UNAUTHENTICATED,
            (api, loop) -> {
              Token made = api.create(new NewToken("kept", null, null, null));
              loop.asStranger().api(TokensApi.class).revoke(made.id());
            }),
        Example.of(
            AuditApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), null, 1000, null).items())
                    .extracting(AuditEntry::operation)
                    .contains("taskContracts_put"),
            NOT_FOUND,
            (api, _) -> api.list(NOWHERE, null, 100, null)),
        Example.of(
            AuditApi.class,
            "ofProject",
            (api, loop) ->
                assertThat(api.ofProject(loop.project(), null, 1000, null).items())
                    .extracting(AuditEntry::outcome)
                    .contains(AuditEntry.DONE),
            INVALID_ARGUMENT,
            (api, loop) -> api.ofProject(loop.project(), null, 0, null)),
        Example.of(
            LoginLinksApi.class,
            "create",
            (api, _) -> assertThat(api.create().path()).startsWith("/login/"),
            PERMISSION_DENIED,
            (_, loop) -> loop.as(Role.VIEWER).api(LoginLinksApi.class).create()),
        Example.of(
            MeApi.class,
            "get",
            (api, _) -> assertThat(api.get()).extracting(Me::serverAdmin).isEqualTo(true),
            UNAUTHENTICATED,
            (_, loop) -> loop.asStranger().api(MeApi.class).get()),
        Example.of(
            MeApi.class,
            "signOut",
            (_, loop) -> {
              Server narrow = loop.as(Role.VIEWER);
              narrow.api(MeApi.class).signOut();
              assertRefused(narrow);
            },
            UNAUTHENTICATED,
            (_, loop) -> loop.asStranger().api(MeApi.class).signOut()),
        Example.of(
            TaskContractsApi.class,
            "current",
            (api, loop) ->
                assertThat(api.current(loop.project()).contract()).isEqualTo(LoopSteps.CONTRACT),
            NOT_FOUND,
            (api, loop) -> {
              ProjectSlug bare = new ProjectSlug("bare");
              loop.api(ProjectsApi.class).create(new NewProject(bare, null));
              api.current(bare);
            }),
        Example.of(
            TaskContractsApi.class,
            "get",
            (api, loop) -> assertThat(api.get(loop.project(), 1).number()).isEqualTo(1),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), 99)),
        Example.of(
            TaskContractsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(TaskContractVersion::number)
                    .containsExactly(1),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 10, "no cursor")),
        Example.of(
            TaskContractsApi.class,
            "put",
            (api, loop) ->
                assertThat(api.put(loop.project(), null, LoopSteps.CONTRACT).number()).isEqualTo(1),
            STALE_VERSION,
            (api, loop) -> api.put(loop.project(), Versioned.etag(0), stricter())));
  }

  private static TaskContract stricter() {
    TaskContract now = LoopSteps.CONTRACT;
    return new TaskContract(
        now.task(),
        now.classes(),
        now.streams(),
        now.fields(),
        now.groupKey(),
        now.right(),
        now.metrics(),
        now.slices(),
        now.acceptedError() / 2,
        now.onInsufficient(),
        now.budgets());
  }

  private static void assertRefused(Server server) {
    Assertions.assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> server.api(MeApi.class).get())
        .extracting(PlatformException::code)
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }
}
