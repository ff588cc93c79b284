package dev.gyre.scenes.scenario;

import dev.gyre.scenes.Sensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of scenario files, made from what the reader knows. */
public final class ScenarioSchema {

  private static final String NUMBER = "number";

  private ScenarioSchema() {}

  /** The schema (draft 2020-12) as maps and lists. */
  public static Map<String, Object> tree() {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("name", Map.of("type", "string", "pattern", "^[a-z0-9][a-z0-9-]{0,63}$"));
    properties.put(
        "image", object(Map.of("widthPx", whole(32, 2048), "heightPx", whole(32, 2048))));
    properties.put("durationSeconds", number(0, 120));
    Map<String, Object> rates = new TreeMap<>();
    for (Sensor sensor : Sensor.values()) {
      rates.put(sensor.label(), number(0.1, 120));
    }
    Map<String, Object> ratesSchema = new TreeMap<>(object(rates));
    ratesSchema.put("minProperties", 1);
    properties.put("ratesHz", ratesSchema);
    Map<String, Map<String, Object>> sections = new TreeMap<>();
    for (Quantity quantity : Quantity.values()) {
      sections
          .computeIfAbsent(quantity.section(), key -> new TreeMap<>())
          .put(quantity.field(), distribution(quantity));
    }
    Map<String, Object> street = sections.computeIfAbsent("street", key -> new TreeMap<>());
    street.put("characters", weights(List.of("city", "old-town", "residential", "avenue")));
    street.put("layouts", weights(List.of("straight", "curved", "crossing")));
    sections.forEach((name, fields) -> properties.put(name, object(fields)));
    Map<String, Object> root = new TreeMap<>(object(properties));
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Scenario");
    root.put("description", "A distribution of simulated street scenes.");
    root.put("required", List.of("name"));
    return root;
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    return new TreeMap<>(
        Map.of("type", "object", "additionalProperties", false, "properties", properties));
  }

  private static Map<String, Object> number(double low, double high) {
    return new TreeMap<>(Map.of("type", NUMBER, "minimum", low, "maximum", high));
  }

  private static Map<String, Object> whole(int low, int high) {
    return new TreeMap<>(Map.of("type", "integer", "minimum", low, "maximum", high));
  }

  private static Map<String, Object> weights(List<String> names) {
    Map<String, Object> fields = new TreeMap<>();
    names.forEach(name -> fields.put(name, number(0, 1000)));
    Map<String, Object> schema = object(fields);
    schema.put("minProperties", 1);
    return schema;
  }

  private static Map<String, Object> distribution(Quantity quantity) {
    Map<String, Object> value = number(quantity.low(), quantity.high());
    Map<String, Object> uniform =
        new TreeMap<>(Map.of("type", "array", "items", value, "minItems", 2, "maxItems", 2));
    Map<String, Object> normal =
        object(
            Map.of(
                "mean", value,
                "deviation", number(0, quantity.high() - quantity.low()),
                "low", value,
                "high", value));
    normal.put("required", List.of("mean", "deviation"));
    Map<String, Object> choice =
        new TreeMap<>(Map.of("type", "array", "items", value, "minItems", 1));
    Map<String, Object> forms =
        object(Map.of("uniform", uniform, "normal", normal, "choice", choice));
    forms.put("minProperties", 1);
    forms.put("maxProperties", 1);
    return new TreeMap<>(Map.of("oneOf", List.of(value, forms), "default", quantity.usual()));
  }
}
