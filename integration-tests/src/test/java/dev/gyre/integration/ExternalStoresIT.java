package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gyre.api.data.ImportState;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.RunState;
import dev.gyre.cli.Connection;
import dev.gyre.cli.Server;
import dev.gyre.infra.testsupport.TestS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Gyre on stores that it did not bring: the oldest PostgreSQL that it supports, as Debian packages
 * it, with an administrator who is no superuser, and an S3 server that is not its own.
 */
class ExternalStoresIT {

  private static final boolean CI = "true".equals(System.getenv("CI"));

  @Test
  void goesTheLoopOnStoresOfTheOperator() throws Exception {
    requirePostgres15();
    TestS3 s3 = TestS3.create();
    Path home = RunningGyre.newHome();
    try (DebianPostgres postgres = DebianPostgres.start()) {
      migrate(home, postgres);
      RunningGyre gyre = RunningGyre.start(home, Topology.ALL_IN_ONE, stores(postgres, s3));
      try {
        Loop loop = new LoopSteps(project(gyre)).go(Topology.ALL_IN_ONE);
        assertThat(loop.imported().state()).isEqualTo(ImportState.FINISHED);
        assertThat(loop.run().state()).isEqualTo(RunState.FINISHED);
        assertThat(loop.answers()).isNotEmpty();
        assertThat(files(home.resolve("postgres"))).as("an embedded database").isEmpty();
        assertThat(files(home.resolve("s3"))).as("objects at home").isEmpty();
        assertThat(files(s3.folder())).as("objects at the operator's").isNotEmpty();
      } finally {
        gyre.stop();
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void migrate(Path home, DebianPostgres postgres) throws InterruptedException {
    Map<String, String> administrator =
        Map.of(
            "GYRE_DATABASE_URL", postgres.url(),
            "GYRE_DATABASE_ADMINUSER", DebianPostgres.ADMIN,
            "GYRE_DATABASE_ADMINPASSWORD", DebianPostgres.PASSWORD);
    Path log = RunningGyre.log(home);
    Process migration =
        RunningGyre.launch(List.of("migrate", "--home", home.toString()), administrator, log);
    assertThat(migration.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(migration.exitValue()).as(RunningGyre.read(log)).isZero();
  }

  private static Map<String, String> stores(DebianPostgres postgres, TestS3 s3) {
    Map<String, String> stores = new HashMap<>();
    stores.put("GYRE_DATABASE_URL", postgres.url());
    stores.put("GYRE_S3_ENDPOINT", s3.endpoint().toString());
    stores.put("GYRE_S3_REGION", s3.region());
    stores.put("GYRE_S3_BUCKET", s3.bucket());
    stores.put("GYRE_S3_ACCESSKEY", s3.accessKey());
    stores.put("GYRE_S3_SECRETKEY", s3.secretKey());
    return stores;
  }

  private static Connection project(RunningGyre gyre) {
    Server server = new Server(gyre.address(), gyre.adminToken());
    return new Connection(server, new ProjectSlug("external"));
  }

  /** CI installs it, or says that its packages have none. */
  private static void requirePostgres15() {
    if (!CI || "unavailable".equals(System.getenv("GYRE_POSTGRES15"))) {
      assumeTrue(DebianPostgres.installed(), "PostgreSQL 15 is not in " + DebianPostgres.PROGRAMS);
    }
    assertThat(DebianPostgres.installed()).as("PostgreSQL 15 is installed").isTrue();
  }
}
