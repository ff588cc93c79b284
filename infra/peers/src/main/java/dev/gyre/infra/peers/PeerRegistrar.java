package dev.gyre.infra.peers;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * Registers one primary proxy per interface of the contract; whoever injects the interface gets it.
 */
final class PeerRegistrar implements BeanRegistrar {

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    PeerContracts.all().forEach(contract -> register(registry, contract));
  }

  private static <T> void register(BeanRegistry registry, Class<T> contract) {
    registry.registerBean(
        "peer:" + contract.getName(),
        contract,
        spec ->
            spec.primary()
                .lazyInit()
                .supplier(context -> context.bean(PeerProxies.class).create(contract)));
  }
}
