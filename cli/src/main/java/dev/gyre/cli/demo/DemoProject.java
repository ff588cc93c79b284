package dev.gyre.cli.demo;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.cli.Connection;
import dev.gyre.cli.ProjectFile;
import dev.gyre.cli.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A project of its own for each demo, so that it may be run again on one home. */
final class DemoProject {

  private DemoProject() {}

  /** Makes the project {@code digits}, or {@code digits-2} and so on, with its task contract. */
  static Connection open(Server server, Narrator narrator) {
    ProjectFile file = read();
    ProjectsApi projects = server.api(ProjectsApi.class);
    for (int number = 1; ; number++) {
      ProjectSlug slug =
          number == 1 ? file.project() : new ProjectSlug(file.project() + "-" + number);
      try {
        projects.create(new NewProject(slug, file.title()));
      } catch (PlatformException e) {
        if (e.code() != ErrorCode.ALREADY_EXISTS) {
          throw e;
        }
        continue;
      }
      TaskContractVersion contract =
          server.api(TaskContractsApi.class).put(slug, null, file.taskContract());
      narrator.say(
          "Project %s, task contract %d: %d classes, accepted error %s.",
          slug,
          contract.number(),
          contract.contract().classes().size(),
          contract.contract().acceptedError());
      return new Connection(server, slug);
    }
  }

  private static ProjectFile read() {
    String name = "/digits/gyre.yaml";
    try (InputStream in = Objects.requireNonNull(DemoProject.class.getResourceAsStream(name))) {
      return ProjectFile.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
