package dev.gyre.cli;

import dev.gyre.api.Page;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.Project;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "project", description = "Projects of the server.", mixinStandardHelpOptions = true)
final class ProjectCommand {

  private static final List<Output.Column<Project>> COLUMNS =
      List.of(
          new Output.Column<>("PROJECT", Project::slug),
          new Output.Column<>("TITLE", Project::title),
          new Output.Column<>("CREATED", Project::created));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(name = "create", description = "Makes a project.", mixinStandardHelpOptions = true)
  int create(
      @Mixin ServerOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "PROJECT", description = "its name in addresses: a-z, 0-9, -")
          String slug,
      @Option(names = "--title", description = "its name for people") @Nullable String title) {
    Project project = projects(options).create(new NewProject(new ProjectSlug(slug), title));
    output.one(spec.commandLine().getOut(), project, COLUMNS);
    return Exit.OK;
  }

  @Command(name = "list", description = "Lists your projects.", mixinStandardHelpOptions = true)
  int list(@Mixin ServerOptions options, @Mixin Output output) {
    output.rows(
        spec.commandLine().getOut(), projects(options).list(Page.MAX_LIMIT, null).items(), COLUMNS);
    return Exit.OK;
  }

  private static ProjectsApi projects(ServerOptions options) {
    return new Server(options.address(), options.token()).api(ProjectsApi.class);
  }
}
