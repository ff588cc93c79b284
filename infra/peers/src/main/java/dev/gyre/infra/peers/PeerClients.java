package dev.gyre.infra.peers;

import dev.gyre.infra.security.Contract;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** HTTP clients of the services that run elsewhere, one per interface. */
final class PeerClients {

  private final Map<String, URI> addresses;
  private final RestClient.Builder prototype;
  private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

  PeerClients(Map<String, URI> addresses, RestClient.Builder prototype) {
    this.addresses = Map.copyOf(addresses);
    this.prototype = prototype;
  }

  /**
   * The address of the service that answers an interface.
   *
   * @throws IllegalStateException naming the property to set
   */
  URI requireAddress(Class<?> contract) {
    String service = Contract.serviceOf(contract);
    URI address = addresses.get(service);
    if (address == null) {
      throw new IllegalStateException(
          "The service '%s' is not in this process and gyre.peers.url.%s is not set"
              .formatted(service, service));
    }
    return address;
  }

  Object get(Class<?> contract) {
    return clients.computeIfAbsent(contract, this::create);
  }

  private Object create(Class<?> contract) {
    RestClient client = prototype.clone().baseUrl(requireAddress(contract)).build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
        .build()
        .createClient(contract);
  }
}
