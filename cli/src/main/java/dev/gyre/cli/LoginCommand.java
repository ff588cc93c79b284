package dev.gyre.cli;

import dev.gyre.api.project.LoginLink;
import dev.gyre.api.project.LoginLinksApi;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "login",
    description = "Prints a link that signs a browser in: once, within ten minutes.",
    mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {

  @Mixin private ServerOptions options = new ServerOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Server server = new Server(options.address(), options.token());
    LoginLink link = server.api(LoginLinksApi.class).create();
    spec.commandLine().getOut().println(server.address() + link.path());
    spec.commandLine().getOut().flush();
    return Exit.OK;
  }
}
