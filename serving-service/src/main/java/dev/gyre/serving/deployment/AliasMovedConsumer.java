package dev.gyre.serving.deployment;

import dev.gyre.api.event.Event;
import dev.gyre.api.training.AliasMoved;
import dev.gyre.infra.postgres.EventConsumer;
import dev.gyre.infra.postgres.Jsonb;
import dev.gyre.serving.endpoint.Endpoints;
import java.util.Set;

/**
 * Hears that an alias has moved. An event reaches one process only; this one passes it on to the
 * deployers of all.
 */
final class AliasMovedConsumer implements EventConsumer {

  private final Endpoints endpoints;

  AliasMovedConsumer(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public String name() {
    return "serving.deployer";
  }

  @Override
  public Set<String> types() {
    return Set.of("dev.gyre.alias.moved.v1");
  }

  @Override
  public void on(Event event) {
    AliasMoved moved = Jsonb.read(event.payload(), AliasMoved.class);
    endpoints.aliasMoved(event.project(), moved.model(), moved.alias());
  }
}
