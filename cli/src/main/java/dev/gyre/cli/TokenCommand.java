package dev.gyre.cli;

import dev.gyre.api.project.NewToken;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.Token;
import dev.gyre.api.project.TokenId;
import dev.gyre.api.project.TokensApi;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    description = "Your tokens: for CI pipelines, scripts and other machines.",
    mixinStandardHelpOptions = true)
final class TokenCommand {

  private static final List<Output.Column<Token>> COLUMNS =
      List.of(
          new Output.Column<>("ID", Token::id),
          new Output.Column<>("NAME", Token::name),
          new Output.Column<>("BEGINS", Token::prefix),
          new Output.Column<>(
              "PROJECT", token -> token.project() == null ? "all" : token.project()),
          new Output.Column<>("ROLE", token -> token.role() == null ? "yours" : token.role()),
          new Output.Column<>("EXPIRES", Token::expires));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "create",
      description = "Makes a token and prints its secret, which is never shown again.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin ServerOptions options,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--project", description = "holds in this project only")
          @Nullable String project,
      @Option(names = "--role", description = "grants at most this role") @Nullable Role role,
      @Option(
              names = "--days",
              description = "days until it expires (default: 90)",
              defaultValue = "90")
          int days) {
    NewToken wanted =
        new NewToken(
            name, Duration.ofDays(days), project == null ? null : new ProjectSlug(project), role);
    Token token = tokens(options).create(wanted);
    spec.commandLine().getOut().println(token.secret());
    spec.commandLine().getOut().flush();
    return Exit.OK;
  }

  @Command(name = "list", description = "Lists your tokens.", mixinStandardHelpOptions = true)
  int list(@Mixin ServerOptions options, @Mixin Output output) {
    output.rows(spec.commandLine().getOut(), tokens(options).list(), COLUMNS);
    return Exit.OK;
  }

  @Command(name = "revoke", description = "Revokes a token.", mixinStandardHelpOptions = true)
  int revoke(@Mixin ServerOptions options, @Parameters(paramLabel = "ID") String id) {
    tokens(options).revoke(TokenId.valueOf(id));
    return Exit.OK;
  }

  private static TokensApi tokens(ServerOptions options) {
    return new Server(options.address(), options.token()).api(TokensApi.class);
  }
}
