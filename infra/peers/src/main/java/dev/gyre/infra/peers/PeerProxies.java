package dev.gyre.infra.peers;

import dev.gyre.infra.security.Door;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** Makes the proxies by which a service sees another. */
final class PeerProxies {

  private final ListableBeanFactory beans;
  private final Door door;
  private final PeerClients clients;

  PeerProxies(ListableBeanFactory beans, Door door, PeerClients clients) {
    this.beans = beans;
    this.door = door;
    this.clients = clients;
  }

  /** A proxy that finds the peer at its first call: services of one process may need each other. */
  <T> T create(Class<T> contract) {
    if (localName(contract) == null) {
      clients.requireAddress(contract);
    }
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            new PeerInvocation(contract, () -> findLocal(contract), clients, door)));
  }

  private <T> @Nullable Object findLocal(Class<T> contract) {
    String name = localName(contract);
    return name == null ? null : beans.getBean(name);
  }

  private @Nullable String localName(Class<?> contract) {
    return Arrays.stream(beans.getBeanNamesForType(contract, true, false))
        .filter(name -> !name.startsWith("peer:"))
        .findFirst()
        .orElse(null);
  }
}
