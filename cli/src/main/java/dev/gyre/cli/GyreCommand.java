package dev.gyre.cli;

import dev.gyre.cli.demo.DemoCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Data goes to standard output, everything else to standard error. */
@Command(
    name = "gyre",
    description = "Closes the loop of deep learning on one self-hosted server.",
    mixinStandardHelpOptions = true,
    version = "gyre 0.1",
    subcommands = {
      LoginCommand.class,
      TokenCommand.class,
      ProjectCommand.class,
      ApplyCommand.class,
      JobCommand.class,
      ImportCommand.class,
      DatasetCommand.class,
      PrepareCommand.class,
      TrainCommand.class,
      ModelCommand.class,
      EvaluateCommand.class,
      GateCommand.class,
      EndpointCommand.class,
      PredictCommand.class,
      SegmentCommand.class,
      FeedbackCommand.class,
      IncidentCommand.class,
      LineageCommand.class,
      LabelCommand.class,
      DemoCommand.class
    })
final class GyreCommand {

  static void main(String[] args) {
    System.exit(line().execute(args));
  }

  static CommandLine line() {
    return new CommandLine(new GyreCommand())
        .setExecutionExceptionHandler((fault, line, _) -> {
          CommandFailure failure = Server.explain(fault);
          PrintWriter err = line.getErr();
          err.println("gyre: " + failure.getMessage());
          err.flush();
          return failure.exitCode();
        });
  }
}
