package dev.gyre.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

  @TempDir static Path folder;
  private static Home home;
  private static EmbeddedDatabase database;

  @BeforeAll
  static void start() {
    home = new Home(folder.resolve("it's a home"));
    home.create();
    database = EmbeddedDatabase.start(home, new Secrets(home), new Ports(home));
  }

  @AfterAll
  static void stop() {
    database.close();
    assertThat(home.postgres().resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void keepsWhatItConfirmedThroughALossOfPower() throws SQLException {
    assertThat(show("fsync")).isEqualTo("on");
    assertThat(show("synchronous_commit")).isEqualTo("on");
    assertThat(show("full_page_writes")).isEqualTo("on");
  }

  @Test
  void refusesALoginWithoutOrWithAWrongPassword() {
    assertThatThrownBy(() -> login(null).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no password was provided");
    assertThatThrownBy(() -> login("wrong").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void listensOnLoopbackAndInItsHomeAlone() throws SQLException {
    assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(show("unix_socket_directories")).isIn("", home.run().toString());
    assertThat(show("data_directory")).startsWith(home.root().toString());
  }

  @Test
  void setsAFirstStartThatWasCutShortAsideInsteadOfDeletingIt(@TempDir Path other)
      throws IOException {
    Home broken = new Home(other.resolve("home"));
    broken.create();
    Path data = Files.createDirectory(broken.postgres().resolve("data"));
    Files.writeString(data.resolve("PG_VERSION"), "18\n");
    EmbeddedDatabase.start(broken, new Secrets(broken), new Ports(broken)).close();
    try (var entries = Files.list(broken.postgres())) {
      assertThat(entries)
          .filteredOn(path -> path.getFileName().toString().startsWith("incomplete-"))
          .hasSize(1)
          .allSatisfy(path -> assertThat(path.resolve("PG_VERSION")).hasContent("18"));
    }
  }

  private static String show(String setting) throws SQLException {
    try (Connection connection = login(database.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + setting)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection login(@Nullable String password) throws SQLException {
    return DriverManager.getConnection(database.url(), EmbeddedDatabase.ADMIN, password);
  }
}
