package dev.gyre.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Loopback ports of the servers behind the front door. Each is chosen once per home and kept, so
 * that an orphaned server is found again; another is chosen only if a foreign program has taken it.
 */
final class Ports {

  private final Path file;
  private final Properties known = new Properties();

  Ports(Home home) {
    this.file = home.ports();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        known.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("The file " + file + " cannot be read", e);
      }
    }
  }

  /** The port of the server of this name, free at this moment. */
  synchronized int of(String name) {
    String text = known.getProperty(name);
    if (text != null && isFree("127.0.0.1", Integer.parseInt(text))) {
      return Integer.parseInt(text);
    }
    int port = choose();
    known.setProperty(name, String.valueOf(port));
    store();
    return port;
  }

  /** Whether a server could listen at this address now. */
  static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private int choose() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      return known.containsValue(String.valueOf(port)) ? choose() : port;
    } catch (IOException e) {
      throw new UncheckedIOException("No loopback port is free", e);
    }
  }

  private void store() {
    StringWriter text = new StringWriter();
    known.forEach((name, port) -> text.append("%s=%s%n".formatted(name, port)));
    PrivateFile.write(file, text.toString());
  }
}
