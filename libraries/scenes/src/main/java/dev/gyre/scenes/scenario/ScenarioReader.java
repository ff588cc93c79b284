package dev.gyre.scenes.scenario;

import dev.gyre.scenes.Sensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads scenario files; every refusal names the field. */
final class ScenarioReader {

  private static final Set<String> ROOT =
      Set.of(
          "name",
          "image",
          "durationSeconds",
          "ratesHz",
          "time",
          "weather",
          "camera",
          "traffic",
          "street");
  private static final Set<String> CHARACTERS = Set.of("city", "old-town", "residential", "avenue");
  private static final Set<String> LAYOUTS = Set.of("straight", "curved", "crossing");
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ScenarioReader() {}

  static Scenario read(String text) {
    JsonNode root = tree(text);
    object(root, "scenario");
    known(root, "", ROOT);
    Map<Quantity, Distribution> quantities = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      JsonNode section = root.path(quantity.section());
      if (!section.isMissingNode()) {
        object(section, quantity.section());
      }
      JsonNode value = section.path(quantity.field());
      quantities.put(
          quantity,
          value.isMissingNode()
              ? new Distribution.Constant(quantity.usual())
              : distribution(value, quantity));
    }
    sectionsKnown(root);
    JsonNode street = root.path("street");
    return new Scenario(
        name(root.path("name")),
        pixels(root.path("image"), "widthPx", 640),
        pixels(root.path("image"), "heightPx", 384),
        optional(root, "durationSeconds", "durationSeconds", 0, 120, 1),
        rates(root.path("ratesHz")),
        quantities,
        weights(street.path("characters"), "street.characters", CHARACTERS),
        weights(street.path("layouts"), "street.layouts", LAYOUTS));
  }

  private static JsonNode tree(String text) {
    try {
      return YAML.readTree(text);
    } catch (JacksonException e) {
      throw new ScenarioException("scenario", "neither YAML nor JSON: " + e.getOriginalMessage());
    }
  }

  private static void sectionsKnown(JsonNode root) {
    for (String section : List.of("time", "weather", "camera", "traffic", "street")) {
      Set<String> fields = new TreeSet<>();
      for (Quantity quantity : Quantity.values()) {
        if (quantity.section().equals(section)) {
          fields.add(quantity.field());
        }
      }
      if (section.equals("street")) {
        fields.add("characters");
        fields.add("layouts");
      }
      known(root.path(section), section + ".", fields);
    }
    known(root.path("image"), "image.", Set.of("widthPx", "heightPx"));
  }

  private static void known(JsonNode node, String prefix, Set<String> fields) {
    for (String field : node.propertyNames()) {
      if (!fields.contains(field)) {
        throw new ScenarioException(
            prefix + field, "no such field; there are " + String.join(", ", new TreeSet<>(fields)));
      }
    }
  }

  private static void object(JsonNode node, String field) {
    if (!node.isObject()) {
      throw new ScenarioException(field, "must be an object with fields");
    }
  }

  private static String name(JsonNode node) {
    if (!node.isString() || !node.stringValue().matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new ScenarioException("name", "must be 1 to 64 lower-case letters, digits and hyphens");
    }
    return node.stringValue();
  }

  private static int pixels(JsonNode image, String field, int usual) {
    if (image.isMissingNode()) {
      return usual;
    }
    object(image, "image");
    double value = optional(image, field, "image." + field, 32, 2048, usual);
    if (value != (int) value) {
      throw new ScenarioException("image." + field, value + " is not a whole number");
    }
    return (int) value;
  }

  private static double optional(
      JsonNode parent, String field, String path, double low, double high, double usual) {
    JsonNode node = parent.path(field);
    return node.isMissingNode() ? usual : number(node, path, low, high);
  }

  private static double number(JsonNode node, String path, double low, double high) {
    if (!node.isNumber()) {
      throw new ScenarioException(path, "must be a number, not " + node);
    }
    double value = node.doubleValue();
    if (!(value >= low && value <= high)) {
      throw new ScenarioException(path, "%s is not within [%s, %s]".formatted(value, low, high));
    }
    if (value != 0 && Math.abs(value) < 1e-6) {
      throw new ScenarioException(path, value + " is closer to 0 than 1e-6; write 0");
    }
    return value;
  }

  private static Map<Sensor, Double> rates(JsonNode node) {
    Map<Sensor, Double> rates = new EnumMap<>(Sensor.class);
    if (node.isMissingNode()) {
      for (Sensor sensor : Sensor.ORDINARY) {
        rates.put(sensor, 10.0);
      }
      return rates;
    }
    object(node, "ratesHz");
    for (String field : node.propertyNames()) {
      Sensor sensor =
          Sensor.of(field)
              .orElseThrow(() ->
                  new ScenarioException(
                      "ratesHz." + field, "no such sensor; there are " + Sensor.labels()));
      rates.put(sensor, number(node.path(field), "ratesHz." + field, 0.1, 120));
    }
    if (rates.isEmpty()) {
      throw new ScenarioException("ratesHz", "names no sensor; there are " + Sensor.labels());
    }
    return rates;
  }

  private static Map<String, Double> weights(JsonNode node, String path, Set<String> names) {
    Map<String, Double> weights = new HashMap<>();
    if (node.isMissingNode()) {
      names.forEach(name -> weights.put(name, 1.0));
      return weights;
    }
    object(node, path);
    known(node, path + ".", names);
    double total = 0;
    for (String name : node.propertyNames()) {
      double weight = number(node.path(name), path + "." + name, 0, 1000);
      weights.put(name, weight);
      total += weight;
    }
    if (!(total > 0)) {
      throw new ScenarioException(path, "at least one weight must be above 0");
    }
    return weights;
  }

  private static Distribution distribution(JsonNode node, Quantity quantity) {
    String path = quantity.path();
    if (node.isNumber()) {
      return new Distribution.Constant(bounded(node, path, quantity));
    }
    if (!node.isObject() || node.size() != 1) {
      throw new ScenarioException(
          path, "must be a number or one of uniform, normal, choice, not " + node);
    }
    String form = node.propertyNames().iterator().next();
    JsonNode body = node.path(form);
    return switch (form) {
      case "uniform" -> uniform(body, path + ".uniform", quantity);
      case "normal" -> normal(body, path + ".normal", quantity);
      case "choice" -> new Distribution.Choice(list(body, path + ".choice", quantity));
      default ->
          throw new ScenarioException(
              path + "." + form, "no such distribution; there are uniform, normal, choice");
    };
  }

  private static double bounded(JsonNode node, String path, Quantity quantity) {
    return number(node, path, quantity.low(), quantity.high());
  }

  private static Distribution uniform(JsonNode node, String path, Quantity quantity) {
    List<Double> ends = list(node, path, quantity);
    if (ends.size() != 2 || ends.get(0) > ends.get(1)) {
      throw new ScenarioException(path, "must be [low, high] with low ≤ high, not " + node);
    }
    return new Distribution.Uniform(ends.get(0), ends.get(1));
  }

  private static Distribution normal(JsonNode node, String path, Quantity quantity) {
    object(node, path);
    Set<String> fields = Set.of("mean", "deviation", "low", "high");
    known(node, path + ".", fields);
    double low =
        optional(node, "low", path + ".low", quantity.low(), quantity.high(), quantity.low());
    double high =
        optional(node, "high", path + ".high", quantity.low(), quantity.high(), quantity.high());
    if (low > high) {
      throw new ScenarioException(path, "low %s is above high %s".formatted(low, high));
    }
    double mean = bounded(node.path("mean"), path + ".mean", quantity);
    double span = quantity.high() - quantity.low();
    return new Distribution.Normal(
        mean, number(node.path("deviation"), path + ".deviation", 0, span), low, high);
  }

  private static List<Double> list(JsonNode node, String path, Quantity quantity) {
    if (!node.isArray() || node.isEmpty()) {
      throw new ScenarioException(path, "must be a list of numbers, not " + node);
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(bounded(node.get(i), path + "[" + i + "]", quantity));
    }
    return values;
  }
}
