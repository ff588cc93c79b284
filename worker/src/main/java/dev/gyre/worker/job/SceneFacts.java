package dev.gyre.worker.job;

import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.TaskContract;
import dev.gyre.scenes.Frame;
import dev.gyre.scenes.Simulation;
import dev.gyre.scenes.scenario.Quantity;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What holds in a scene, as metadata: {@code scenario}, {@code seed}, {@code character}, {@code
 * hour}, {@code night}, {@code rain}, {@code fog}, {@code wet}, {@code clouds}. A field of the
 * contract gets them in its own type: a number is true from 0.1 on.
 */
final class SceneFacts {

  private static final double SUNRISE = 5.75;
  private static final double SUNSET = 18.25;
  private static final double SOME = 0.1;

  private final TaskContract contract;

  SceneFacts(TaskContract contract) {
    this.contract = contract;
  }

  /** By name. */
  Map<String, Object> of(Simulation simulation, Frame frame) {
    Map<String, Double> drawn = simulation.drawn();
    double hour = simulation.hour(frame.timeNanos());
    Map<String, Object> facts = new TreeMap<>();
    facts.put("scenario", simulation.scenario().name());
    facts.put("seed", Long.toString(simulation.seed()));
    facts.put("character", simulation.character());
    facts.put("hour", hour);
    facts.put("night", hour < SUNRISE || hour > SUNSET);
    for (Quantity quantity :
        new Quantity[] {Quantity.RAIN, Quantity.FOG, Quantity.WET, Quantity.CLOUDS}) {
      facts.put(quantity.field(), Objects.requireNonNull(drawn.get(quantity.path())));
    }
    for (FieldSpec field : contract.fields()) {
      facts.computeIfPresent(field.name(), (_, value) -> typed(field.type(), value));
    }
    return facts;
  }

  private static Object typed(FieldType type, Object value) {
    return switch (type) {
      case TEXT -> value.toString();
      case NUMBER ->
          switch (value) {
            case Boolean flag -> flag ? 1.0 : 0.0;
            default -> value;
          };
      case BOOL ->
          switch (value) {
            case Double number -> number >= SOME;
            default -> value;
          };
    };
  }
}
