package dev.gyre.project.lineage;

import dev.gyre.api.event.Event;
import dev.gyre.infra.postgres.EventConsumer;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Writes down what events tell of their making. */
@Component
@Qualifier("projectConsumer")
class LineageConsumer implements EventConsumer {

  static final String NAME = "project.lineage";

  private final LineageRepository repository;

  LineageConsumer(LineageRepository repository) {
    this.repository = repository;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> types() {
    return ToldEdges.types();
  }

  @Override
  public void on(Event event) {
    ToldEdges.by(event).ifPresent(told -> repository.add(event.project(), told));
  }
}
