package dev.gyre.cli.demo;

import dev.gyre.cli.Exit;
import dev.gyre.cli.Server;
import dev.gyre.cli.ServerOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Closes the loop once on the UCI handwritten digits. */
@Command(
    name = "demo",
    description = {
      "Closes the loop once on 1,797 scanned digits, in a project of its own.",
      "Ends with 0 if each verdict follows from its evidence, whatever the verdict."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  @Mixin private ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "how long to wait for each thing (default: ${DEFAULT-VALUE})")
  private long seconds = 300;

  @Option(
      names = "--plan",
      description = "say what the numbers can and cannot prove, and do nothing; needs no server")
  private boolean plan;

  @Override
  public Integer call() {
    if (plan) {
      new DemoPlan(Parts.draw(Digits.load().all(), DemoSeed.SEED))
          .lines()
          .forEach(spec.commandLine().getOut()::println);
      return Exit.OK;
    }
    Server server = new Server(options.address(), options.token());
    Narrator narrator = new Narrator(spec.commandLine().getOut());
    return new Demo(server, Duration.ofSeconds(seconds), narrator).run();
  }
}
