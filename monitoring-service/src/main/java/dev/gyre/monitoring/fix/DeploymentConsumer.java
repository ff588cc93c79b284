package dev.gyre.monitoring.fix;

import dev.gyre.api.event.Event;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.serving.DeploymentReady;
import dev.gyre.infra.postgres.EventConsumer;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Remembers when model versions began to answer, when serving tells it. */
@Component
@Qualifier("monitoringConsumer")
class DeploymentConsumer implements EventConsumer {

  private final DeploymentRepository repository;

  DeploymentConsumer(DeploymentRepository repository) {
    this.repository = repository;
  }

  @Override
  public String name() {
    return "monitoring.deployments";
  }

  @Override
  public Set<String> types() {
    return Set.of("dev.gyre.deployment.ready.v1");
  }

  @Override
  public void on(Event event) {
    repository.insert(
        event.project(), ContractJson.mapper().readValue(event.payload(), DeploymentReady.class));
  }
}
