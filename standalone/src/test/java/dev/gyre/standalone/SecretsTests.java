package dev.gyre.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void createHome() {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  @Test
  void keepsASecretOverRestarts() {
    String first = new Secrets(home).of("s3-secret-key");
    assertThat(new Secrets(home).of("s3-secret-key")).isEqualTo(first).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void givesEachNameASecretOfItsOwn() {
    Secrets secrets = new Secrets(home);
    assertThat(secrets.of("database-gyre_data")).isNotEqualTo(secrets.of("database-gyre_eval"));
  }

  @Test
  void letsNobodyElseRead() throws IOException {
    Secrets secrets = new Secrets(home);
    secrets.of("postgres-admin");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.file("postgres-admin"))))
        .isEqualTo("rw-------");
  }
}
