package dev.gyre.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What runs on this home now, for other programs of Gyre. Removed at exit. */
final class RunFiles {

  private final JsonMapper json = JsonMapper.builder().build();
  private final Path server;
  private final Path infrastructure;

  RunFiles(Home home) {
    this.server = home.run().resolve("gyre.json");
    this.infrastructure = home.run().resolve("infrastructure.json");
  }

  /** Tells that the server answers at this address: {@code run/gyre.json}. */
  void writeServer(String address, int port) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pid", ProcessHandle.current().pid());
    members.put("port", port);
    members.put("url", "http://" + address + ":" + port);
    members.put("topology", "all-in-one");
    PrivateFile.write(server, json.writeValueAsString(members) + "\n");
  }

  /** Tells where the database and the object store are: {@code run/infrastructure.json}. */
  void writeInfrastructure(Stores stores) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pid", ProcessHandle.current().pid());
    members.put("database", stores.database());
    members.put("s3", stores.s3());
    PrivateFile.write(infrastructure, json.writeValueAsString(members) + "\n");
  }

  /** The database of a process that runs with {@code --infrastructure-only}, if one does. */
  Optional<DatabaseAccess> readDatabase() {
    if (!Files.exists(infrastructure)) {
      return Optional.empty();
    }
    try {
      JsonNode members = json.readTree(Files.readString(infrastructure));
      if (ProcessHandle.of(members.get("pid").asLong()).isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(json.treeToValue(members.get("database"), DatabaseAccess.class));
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + infrastructure + " cannot be read", e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(server);
      Files.deleteIfExists(infrastructure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
