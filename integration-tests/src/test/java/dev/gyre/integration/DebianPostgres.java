package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL 15 as Debian 12 packages it, on a folder and a port of its own, with a database that
 * belongs to an administrator who is no superuser. Close stops it.
 *
 * @param place holds the data and the log
 */
record DebianPostgres(Path place, int port) implements AutoCloseable {

  static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  static final String ADMIN = "operator";
  static final String PASSWORD = "of-the-operator";

  static boolean installed() {
    return Files.isExecutable(PROGRAMS.resolve("initdb"));
  }

  /** Starts one with what an operator prepares: a role that may make roles, and its database. */
  static DebianPostgres start() {
    try {
      Path place = Files.createTempDirectory("gyre-postgres15");
      if (root()) {
        execute(List.of("chown", "postgres", place.toString()));
      }
      DebianPostgres server = new DebianPostgres(place, RunningGyre.freePort());
      Path data = place.resolve("data");
      asServer(program("initdb"), "--auth=trust", "--username=postgres", "-D", data.toString());
      asServer(
          program("pg_ctl"),
          "-w",
          "-D",
          data.toString(),
          "-l",
          place.resolve("log").toString(),
          "-o",
          "-h 127.0.0.1 -p %d -k %s -c max_connections=200".formatted(server.port, place),
          "start");
      server.sql(
          "create role %s login createrole password '%s'".formatted(ADMIN, PASSWORD),
          "create database gyre owner " + ADMIN);
      asServer("sed", "-i", "s/trust$/scram-sha-256/", data.resolve("pg_hba.conf").toString());
      asServer(program("pg_ctl"), "-D", data.toString(), "reload");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/gyre".formatted(port);
  }

  private void sql(String... statements) {
    List<String> command = new ArrayList<>(List.of(program("psql"), "-h", "127.0.0.1"));
    command.addAll(List.of("-p", String.valueOf(port), "-U", "postgres"));
    for (String statement : statements) {
      command.addAll(List.of("-c", statement));
    }
    asServer(command.toArray(String[]::new));
  }

  @Override
  public void close() {
    asServer(
        program("pg_ctl"), "-w", "-m", "immediate", "-D", place.resolve("data").toString(), "stop");
    asServer("sh", "-c", "rm -rf \"$1\"/*", "remove", place.toString());
  }

  private static String program(String name) {
    return PROGRAMS.resolve(name).toString();
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  /** PostgreSQL refuses to run as root; the package has made a user for it. */
  private static void asServer(String... command) {
    List<String> words = List.of(command);
    execute(
        root()
            ? Stream.concat(Stream.of("runuser", "-u", "postgres", "--"), words.stream()).toList()
            : words);
  }

  private static void execute(List<String> command) {
    try {
      Path said = Files.createTempFile("gyre-postgres15", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("%s ended", command).isTrue();
      assertThat(process.exitValue()).as("%s said %s", command, Files.readString(said)).isZero();
      Files.delete(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
