package dev.gyre.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One run of the command line in this process, with what it wrote. */
record Invocation(int exitCode, String out, String err) {

  /** Runs with a home that has a token. */
  static Invocation of(Path home, String address, String... words) throws IOException {
    Path secrets = Files.createDirectories(home.resolve("secrets"));
    Files.writeString(secrets.resolve("admin.token"), "token");
    return of(
        Stream.concat(Stream.of(words), Stream.of("--home=" + home, "--url=" + address))
            .toArray(String[]::new));
  }

  static Invocation of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = GyreCommand.line();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int exitCode = line.execute(words);
    return new Invocation(exitCode, out.toString(), err.toString());
  }

  String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }
}
