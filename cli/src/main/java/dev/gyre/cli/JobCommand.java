package dev.gyre.cli;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobLogLines;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.job.JobsApi;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "job", description = "Background work.", mixinStandardHelpOptions = true)
final class JobCommand {

  static final List<Output.Column<Job>> COLUMNS =
      List.of(
          new Output.Column<>("JOB", Job::id),
          new Output.Column<>("TYPE", Job::type),
          new Output.Column<>("SUBJECT", Job::subject),
          new Output.Column<>("STATE", Job::state),
          new Output.Column<>(
              "DONE", job -> String.format(Locale.ROOT, "%.0f %%", 100 * job.progress())),
          new Output.Column<>("CREATED", Job::created),
          new Output.Column<>("NOTE", JobCommand::note));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "list",
      description = "Lists jobs, newest first.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Mixin ListOptions limit,
      @Option(names = "--state", description = "${COMPLETION-CANDIDATES}") @Nullable JobState state,
      @Option(names = "--type", description = "such as import or train") @Nullable String type) {
    Connection connection = options.connect();
    JobsApi jobs = connection.api(JobsApi.class);
    JobType wanted = type == null ? null : new JobType(type);
    List<Job> found =
        limit.read((most, cursor) -> jobs.list(connection.project(), state, wanted, cursor, most));
    output.rows(spec.commandLine().getOut(), found, COLUMNS);
    return Exit.OK;
  }

  @Command(name = "get", description = "Shows a job.", mixinStandardHelpOptions = true)
  int get(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "JOB") String id) {
    Connection connection = options.connect();
    Job job = connection.api(JobsApi.class).get(connection.project(), JobId.valueOf(id));
    output.one(spec.commandLine().getOut(), job, COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "log",
      description = "Prints what a job's worker has written so far.",
      mixinStandardHelpOptions = true)
  int log(@Mixin ProjectOptions options, @Parameters(paramLabel = "JOB") String id) {
    Connection connection = options.connect();
    JobsApi jobs = connection.api(JobsApi.class);
    PrintWriter out = spec.commandLine().getOut();
    @Nullable String after = null;
    JobLogLines lines;
    do {
      lines = jobs.log(connection.project(), JobId.valueOf(id), after, 200);
      lines.lines().forEach(line -> out.println(line.text()));
      after = lines.next();
    } while (!lines.lines().isEmpty());
    out.flush();
    return Exit.OK;
  }

  @Command(
      name = "cancel",
      description = "Asks a job to end, and returns at once.",
      mixinStandardHelpOptions = true)
  int cancel(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "JOB") String id) {
    Connection connection = options.connect();
    Job job = connection.api(JobsApi.class).cancel(connection.project(), JobId.valueOf(id));
    output.one(spec.commandLine().getOut(), job, COLUMNS);
    return Exit.OK;
  }

  private static String note(Job job) {
    return switch (job.outcome()) {
      case JobOutcome.Failed failed -> "%s (%s)".formatted(failed.message(), failed.code());
      case JobOutcome.Cancelled cancelled -> cancelled.message();
      case JobOutcome.TimedOut timedOut -> timedOut.message();
      case JobOutcome.Succeeded _ -> "";
      case null -> job.note() == null ? "" : job.note();
    };
  }
}
