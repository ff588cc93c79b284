package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Gyre by itself on a machine: without a network, and with eyes on everything that it writes. */
class HomeIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final boolean CI = "true".equals(System.getenv("CI"));

  /**
   * Takes every interface but loopback away, and puts empty folders over those that all processes
   * share: what is in them at the end is Gyre's. Its arguments: the launcher, a home, a port.
   */
  private static final String ALONE =
      """
      set -eu
      ip link set lo up 2>/dev/null ||
        perl -e 'socket(my $s, 2, 2, 0) && ioctl($s, 0x8914, pack("a16s", "lo", 0x41)) or die $!'
      mount -t tmpfs tmpfs /tmp
      mount -t tmpfs tmpfs /dev/shm
      "$1" up --no-browser --home "$2" --port "$3" >&2 &
      launcher=$!
      until [ -e "$2/run/gyre.json" ]; do kill -0 $launcher; sleep 0.2; done
      "$1" down --home "$2" >&2
      wait $launcher
      find /tmp /dev/shm -mindepth 1
      """;

  @Test
  void startsWithoutANetworkAndWritesNothingOutsideOfItsHome() throws Exception {
    assumeFalse(ROOT.startsWith("/tmp"), "the test hides /tmp, where it would start Gyre from");
    requireNamespaces();
    Path folder = Files.createDirectories(Path.of("target/gyre").toAbsolutePath());
    Path place = Files.createTempDirectory(folder, "alone-");
    List<Path> watched =
        List.of(
            Files.createDirectory(place.resolve("user")),
            Files.createDirectory(place.resolve("tmp")),
            Files.createDirectory(place.resolve("cwd")));
    Path log = place.resolve("log");
    Path left = place.resolve("left");
    Process process = start(place, log, left);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readAllLines(left)).as("left in /tmp and /dev/shm").isEmpty();
    assertThat(watched).allSatisfy(each -> assertThat(files(each)).isEmpty());
    assertThat(files(place.resolve("home"))).contains(place.resolve("home/secrets/admin.token"));
  }

  private static Process start(Path place, Path log, Path left) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "unshare",
            "--map-root-user",
            "--net",
            "--mount",
            "sh",
            "-c",
            ALONE,
            "alone",
            ROOT.resolve("gyre").toString(),
            place.resolve("home").toString(),
            "8080");
    builder.environment().put("GYRE_PACKAGED", "yes");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", place.resolve("user").toString());
    builder.environment().put("TMPDIR", place.resolve("tmp").toString());
    builder.directory(place.resolve("cwd").toFile());
    return builder.redirectError(log.toFile()).redirectOutput(left.toFile()).start();
  }

  /** Some machines give them to nobody; there the test is skipped, but never in CI. */
  private static void requireNamespaces() throws Exception {
    Process trial =
        new ProcessBuilder(
                "unshare",
                "--map-root-user",
                "--net",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs tmpfs /tmp")
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    boolean given = trial.waitFor() == 0;
    if (!CI) {
      assumeTrue(given, "this machine lets nobody have a network of their own");
    }
    assertThat(given).as("a network of our own; CI needs 'unshare' and user namespaces").isTrue();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> !file.equals(folder)).toList();
    }
  }
}
