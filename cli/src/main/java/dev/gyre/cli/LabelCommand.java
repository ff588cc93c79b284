package dev.gyre.cli;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.LabelImportReport;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.LabelTaskId;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Reject;
import dev.gyre.api.project.ProjectSlug;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Label work: without a subcommand, one task after the other. */
@Command(
    name = "label",
    description = {
      "Label work. 'gyre label --queue Q' asks for one class after the other until an empty line.",
      "Or export a queue, fill labels.csv in, and import it."
    },
    mixinStandardHelpOptions = true)
final class LabelCommand implements Callable<Integer> {

  private static final List<Output.Column<LabelQueue>> COLUMNS =
      List.of(
          new Output.Column<>("QUEUE", LabelQueue::id),
          new Output.Column<>("OPEN", LabelQueue::open),
          new Output.Column<>("LEASED", LabelQueue::leased),
          new Output.Column<>("SUBMITTED", LabelQueue::submitted),
          new Output.Column<>("NAME", LabelQueue::name));

  private static final List<Output.Column<LabelTask>> TASK_COLUMNS =
      List.of(
          new Output.Column<>("TASK", LabelTask::id),
          new Output.Column<>("SAMPLE", LabelTask::sample),
          new Output.Column<>("KEY", LabelTask::sampleKey),
          new Output.Column<>("STATE", LabelTask::state),
          new Output.Column<>("CLASS", task -> task.className() == null ? "" : task.className()));

  private static final List<Output.Column<LabelImportReport>> REPORT_COLUMNS =
      List.of(
          new Output.Column<>("ACCEPTED", LabelImportReport::accepted),
          new Output.Column<>("UNCHANGED", LabelImportReport::unchanged),
          new Output.Column<>("CONFLICTS", report -> report.conflicts().size()),
          new Output.Column<>("REJECTED", report -> report.rejects().size()));

  /** Needed by the interactive form alone; subcommands bring options of their own. */
  @Option(
      names = {"-p", "--project"},
      defaultValue = "${env:GYRE_PROJECT}",
      paramLabel = "PROJECT",
      description = "the project's name in addresses (default: $GYRE_PROJECT)")
  private @Nullable String project;

  @Option(names = "--queue", paramLabel = "QUEUE")
  private @Nullable String queue;

  @Mixin private ServerOptions server = new ServerOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (queue == null || project == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required options: '--project' and '--queue'");
    }
    Connection connection =
        new Connection(new Server(server.address(), server.token()), new ProjectSlug(project));
    new LabelDialogue(
            connection, LabelQueueId.valueOf(queue), System.in, spec.commandLine().getOut())
        .run();
    return Exit.OK;
  }

  @Command(name = "list", description = "Lists queues.", mixinStandardHelpOptions = true)
  int list(@Mixin ProjectOptions options, @Mixin Output output, @Mixin ListOptions limit) {
    Connection connection = options.connect();
    LabelQueuesApi queues = connection.api(LabelQueuesApi.class);
    output.rows(
        spec.commandLine().getOut(),
        limit.read((most, cursor) -> queues.list(connection.project(), most, cursor)),
        COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "next",
      description = "Leases the next open task to you for ten minutes.",
      mixinStandardHelpOptions = true)
  int next(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "QUEUE") String id) {
    Connection connection = options.connect();
    try {
      LabelTask task =
          connection
              .api(LabelQueuesApi.class)
              .lease(connection.project(), LabelQueueId.valueOf(id));
      output.one(spec.commandLine().getOut(), task, TASK_COLUMNS);
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      spec.commandLine().getErr().println(e.detail());
      spec.commandLine().getErr().flush();
    }
    return Exit.OK;
  }

  @Command(
      name = "submit",
      description = "Labels the sample of a task.",
      mixinStandardHelpOptions = true)
  int submit(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Option(names = "--note", description = "for other people") @Nullable String note,
      @Parameters(paramLabel = "QUEUE") String id,
      @Parameters(paramLabel = "TASK") String task,
      @Parameters(paramLabel = "CLASS") String className) {
    Connection connection = options.connect();
    LabelTask done =
        connection
            .api(LabelQueuesApi.class)
            .submit(
                connection.project(),
                LabelQueueId.valueOf(id),
                LabelTaskId.valueOf(task),
                new NewLabel(className, null, note));
    output.one(spec.commandLine().getOut(), done, TASK_COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "export",
      description = "Writes what is still to be labelled as a zip of pictures and labels.csv.",
      mixinStandardHelpOptions = true)
  int export(
      @Mixin ProjectOptions options,
      @Parameters(paramLabel = "QUEUE") String id,
      @Parameters(paramLabel = "ZIP") Path zip)
      throws IOException {
    Connection connection = options.connect();
    try (InputStream bytes =
        connection
            .api(LabelQueuesApi.class)
            .export(connection.project(), LabelQueueId.valueOf(id))) {
      Files.copy(bytes, zip, StandardCopyOption.REPLACE_EXISTING);
    }
    return Exit.OK;
  }

  @Command(
      name = "import",
      description = "Takes a labels.csv back; exit code 1 if rows conflict or are rejected.",
      mixinStandardHelpOptions = true)
  int importLabels(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "QUEUE") String id,
      @Parameters(paramLabel = "CSV") Path csv)
      throws IOException {
    if (!Files.isRegularFile(csv)) {
      throw new CommandFailure(Exit.USAGE, "%s is no file".formatted(csv));
    }
    Connection connection = options.connect();
    LabelImportReport report;
    try (InputStream bytes = Files.newInputStream(csv)) {
      report =
          connection
              .api(LabelQueuesApi.class)
              .importLabels(connection.project(), LabelQueueId.valueOf(id), bytes);
    }
    PrintWriter err = spec.commandLine().getErr();
    report.conflicts().forEach(each -> tell(err, "conflict", each));
    report.rejects().forEach(each -> tell(err, "rejected", each));
    err.flush();
    output.one(spec.commandLine().getOut(), report, REPORT_COLUMNS);
    return report.conflicts().isEmpty() && report.rejects().isEmpty() ? Exit.OK : Exit.GATE_FAILED;
  }

  private static void tell(PrintWriter err, String what, Reject reject) {
    err.printf("%s %s: %s, %s%n", what, reject.item(), reject.reason(), reject.detail());
  }
}
