package dev.gyre.cli;

import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.job.Job;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Reads pictures in class folders into samples: a zip archive, or a folder.",
      "Files in a folder _unlabelled get no label; metadata.csv at the root gives metadata by"
          + " file_name."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  private static final List<Output.Column<Import>> COLUMNS =
      List.of(
          new Output.Column<>("IMPORT", Import::id),
          new Output.Column<>("STATE", Import::state),
          new Output.Column<>("INPUTS", Import::inputs),
          new Output.Column<>("IMPORTED", Import::imported),
          new Output.Column<>("DUPLICATES", Import::duplicates),
          new Output.Column<>("REJECTED", Import::rejected));

  private static final int SHOWN_REJECTS = 20;

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private WaitOptions wait = new WaitOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ZIP-OR-FOLDER")
  private Path source = Path.of(".");

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Connection connection = options.connect();
    ImportsApi imports = connection.api(ImportsApi.class);
    Job job;
    try (InputStream bytes = ClassFolders.open(source)) {
      job = imports.start(connection.project(), "class_folder", null, bytes);
    }
    wait.on(connection, err).await(job);
    ImportId id = ImportId.valueOf(JobWait.subjectId(job));
    Import ended = imports.get(connection.project(), id);
    if (ended.rejected() > 0) {
      imports
          .rejects(connection.project(), id, SHOWN_REJECTS, null)
          .items()
          .forEach(each -> err.printf("%s: %s, %s%n", each.item(), each.reason(), each.detail()));
      if (ended.rejected() > SHOWN_REJECTS) {
        err.printf("... and %d more%n", ended.rejected() - SHOWN_REJECTS);
      }
      err.flush();
    }
    output.one(spec.commandLine().getOut(), ended, COLUMNS);
    return Exit.OK;
  }
}
