package dev.gyre.standalone;

import dev.gyre.api.Digest;
import dev.gyre.infra.postgres.ServiceName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The configuration of each process when distributed, as {@code secrets/<name>.properties}: its own
 * database role, its own token, and the addresses of its peers. To be read through {@code
 * spring.config.additional-location}.
 */
final class ServiceFiles {

  private final Home home;
  private final Secrets secrets;
  private final List<ServiceName> services;

  ServiceFiles(Home home, Secrets secrets, List<String> services) {
    this.home = home;
    this.secrets = secrets;
    this.services = services.stream().map(ServiceName::new).toList();
  }

  /** Writes one file for each service and one for the gateway. */
  void write(Stores stores) {
    Map<String, String> addresses = addresses(new Ports(home));
    for (ServiceName service : services) {
      Map<String, String> values = new TreeMap<>(common(service.value(), addresses));
      values.putAll(stores.database().properties(service, secrets));
      values.putAll(stores.s3().properties());
      values.putAll(tokenHashes(secrets));
      values.put("gyre.security.service-token", token(secrets, service));
      if (service.equals(ServiceName.PROJECT)) {
        values.putAll(administrator(secrets));
      }
      String address = String.valueOf(addresses.get(service.value()));
      values.put("server.port", address.substring(address.lastIndexOf(':') + 1));
      store(service.value(), values);
    }
    store("gateway", common("gateway", addresses));
  }

  /** SHA-256 of each service's token, as the properties by which they know each other. */
  static Map<String, String> tokenHashes(Secrets secrets) {
    return ServiceName.ALL.stream()
        .collect(
            Collectors.toMap(
                service -> "gyre.security.service-token-hashes." + service,
                service -> sha256(token(secrets, service))));
  }

  /** What makes the token in {@code secrets/admin.token} that of the server's administrator. */
  static Map<String, String> administrator(Secrets secrets) {
    return Map.of("gyre.project.identity.admin-token-hash", sha256(secrets.of("admin.token")));
  }

  private static String sha256(String token) {
    return Digest.of(token.getBytes(StandardCharsets.US_ASCII)).hex();
  }

  private static String token(Secrets secrets, ServiceName service) {
    return secrets.of("service-" + service + ".token");
  }

  private Map<String, String> addresses(Ports ports) {
    return services.stream()
        .collect(
            Collectors.toMap(
                ServiceName::value, service -> "http://127.0.0.1:" + ports.of(service.value())));
  }

  private Map<String, String> common(String name, Map<String, String> addresses) {
    Map<String, String> values = new TreeMap<>();
    values.put("gyre.home", home.root().toString());
    values.put("server.address", "127.0.0.1");
    values.put("logging.file.name", home.logs().resolve(name + ".log").toString());
    values.put("logging.threshold.console", "warn");
    addresses.forEach((peer, address) -> values.put("gyre.peers.url." + peer, address));
    return values;
  }

  private void store(String name, Map<String, String> values) {
    String text =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
            .collect(Collectors.joining("\n", "", "\n"));
    PrivateFile.write(home.secrets().resolve(name + ".properties"), text);
  }
}
