package dev.gyre.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTests {

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void createHome() {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  @Test
  void keepsAPortOverRestarts() {
    int first = new Ports(home).of("postgres");
    assertThat(new Ports(home).of("postgres")).isEqualTo(first);
  }

  @Test
  void choosesAnotherPortIfAForeignProgramHasTakenIt() throws IOException {
    int first = new Ports(home).of("postgres");
    try (ServerSocket _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new Ports(home).of("postgres")).isNotEqualTo(first);
    }
  }
}
