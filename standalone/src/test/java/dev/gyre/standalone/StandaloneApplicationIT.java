package dev.gyre.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.testsupport.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneApplicationIT {

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void createHome() {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  /** Whatever a test has killed must not outlive it. */
  @AfterEach
  void stopDatabase() {
    new OrphanedPostmaster(home.postgres().resolve("data")).stop();
  }

  @Test
  void startsAllInOneAndLeavesNothingBehind() throws Exception {
    try (GyreProcess gyre = start(Map.of(), "--server.port=0")) {
      gyre.awaitFile(home.run().resolve("gyre.json"));
      assertThat(home.run().resolve("gyre.json"))
          .content()
          .contains("\"topology\":\"all-in-one\"", "\"url\":\"http://127.0.0.1:");
      gyre.terminate();
      gyre.awaitEnd();
    }
    assertThat(home.run()).isEmptyDirectory();
    assertThat(postmaster()).isEmpty();
  }

  @Test
  void givesEachServiceItsOwnRoleAndToken() throws Exception {
    try (GyreProcess infrastructure =
        start(Map.of("GYRE_SERVICES", "project,data"), "--infrastructure-only")) {
      infrastructure.awaitFile(home.run().resolve("infrastructure.json"));
      try (GyreProcess migrate = start(Map.of(), "migrate")) {
        assertThat(migrate.awaitEnd()).as(migrate.output()).isZero();
      }
      Properties project = properties("project");
      Properties data = properties("data");
      assertThat(schemaOwner(project)).isEqualTo("gyre_project");
      assertThat(schemaOwner(data)).isEqualTo("gyre_data");
      assertThat(data.getProperty("gyre.security.service-token"))
          .isNotEqualTo(project.getProperty("gyre.security.service-token"));
      assertThat(data.getProperty("gyre.peers.url.project"))
          .isEqualTo("http://127.0.0.1:" + project.getProperty("server.port"));
      infrastructure.terminate();
      infrastructure.awaitEnd();
    }
    assertThat(postmaster()).isEmpty();
  }

  @Test
  void refusesASecondStartOnOneHome() throws Exception {
    try (GyreProcess first = start(Map.of(), "--infrastructure-only")) {
      first.awaitFile(home.run().resolve("infrastructure.json"));
      try (GyreProcess second = start(Map.of(), "--server.port=0")) {
        assertThat(second.awaitEnd()).isEqualTo(2);
        assertThat(second.output())
            .contains("gyre: Gyre already runs on " + home.root())
            .doesNotContain("Exception");
      }
      first.terminate();
      first.awaitEnd();
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        GyreProcess gyre = start(Map.of(), "--server.port=" + taken.getLocalPort())) {
      assertThat(gyre.awaitEnd()).isEqualTo(2);
      assertThat(gyre.output()).contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
    }
  }

  @Test
  void takesADatabaseBackThatAKilledProcessLeft() throws Exception {
    try (GyreProcess first = start(Map.of(), "--infrastructure-only")) {
      first.awaitFile(home.run().resolve("infrastructure.json"));
      first.kill();
    }
    ProcessHandle orphan = postmaster().orElseThrow();
    Files.delete(home.run().resolve("infrastructure.json"));
    try (GyreProcess second = start(Map.of(), "--infrastructure-only")) {
      second.awaitFile(home.run().resolve("infrastructure.json"));
      assertThat(postmaster().orElseThrow().pid()).isNotEqualTo(orphan.pid());
      second.terminate();
      second.awaitEnd();
    }
    assertThat(postmaster()).isEmpty();
  }

  @Test
  void startsNoDatabaseIfOneIsConfigured() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      Map<String, String> external =
          Map.of(
              "GYRE_DATABASE_URL", database.url(),
              "GYRE_DATABASE_ADMINUSER", database.adminUser(),
              "GYRE_DATABASE_ADMINPASSWORD", database.adminPassword());
      try (GyreProcess migrate = start(external, "migrate")) {
        assertThat(migrate.awaitEnd()).as(migrate.output()).isZero();
      }
      try (GyreProcess gyre = start(external, "--infrastructure-only")) {
        gyre.awaitFile(home.run().resolve("infrastructure.json"));
        assertThat(properties("data").getProperty("gyre.database.url")).isEqualTo(database.url());
        gyre.terminate();
        gyre.awaitEnd();
      }
      assertThat(home.postgres()).isEmptyDirectory();
    }
  }

  private GyreProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    return GyreProcess.start(home.root(), environment, arguments);
  }

  private Properties properties(String service) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(home.secrets().resolve(service + ".properties"))) {
      properties.load(reader);
    }
    return properties;
  }

  private static String schemaOwner(Properties service) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                service.getProperty("gyre.database.url"),
                service.getProperty("gyre.database.user"),
                service.getProperty("gyre.database.password"));
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select nspowner::regrole from pg_namespace where nspname = replace(current_user, 'gyre_', '')")) {
      result.next();
      return result.getString(1);
    }
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    Path file = home.postgres().resolve("data/postmaster.pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
        : Optional.empty();
  }
}
