package dev.gyre.cli;

import dev.gyre.api.project.ProjectSlug;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which project, of which server, and as whom. */
final class ProjectOptions {

  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = {"-p", "--project"},
      required = true,
      defaultValue = "${env:GYRE_PROJECT}",
      paramLabel = "PROJECT",
      description = "the project's name in addresses (default: $GYRE_PROJECT)")
  private String project = "";

  Connection connect() {
    ProjectSlug slug = new ProjectSlug(project);
    return new Connection(new Server(options.address(), options.token()), slug);
  }
}
