package dev.gyre.cli;

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
      ApplyCommand.class
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
