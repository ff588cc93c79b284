package dev.gyre.scenes.scenario;

import dev.gyre.scenes.Sensor;
import dev.gyre.scenes.noise.Dice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A distribution of street scenes. With a seed it becomes one scene; scenario hash and seed
 * identify every byte of its frames.
 *
 * @param widthPx width of the pictures, 32 to 2048
 * @param heightPx height of the pictures, 32 to 2048
 * @param durationSeconds how long a sequence is, up to 120
 * @param ratesHz frames a second of each sensor that is recorded, 0.1 to 120
 * @param quantities a distribution for every quantity
 * @param characters weights of quarters: {@code city}, {@code old-town}, {@code residential},
 *     {@code avenue}
 * @param layouts weights of streets: {@code straight}, {@code curved}, {@code crossing}
 */
public record Scenario(
    String name,
    int widthPx,
    int heightPx,
    double durationSeconds,
    Map<Sensor, Double> ratesHz,
    Map<Quantity, Distribution> quantities,
    Map<String, Double> characters,
    Map<String, Double> layouts) {

  public Scenario {
    ratesHz = Map.copyOf(ratesHz);
    quantities = Map.copyOf(quantities);
    characters = Map.copyOf(characters);
    layouts = Map.copyOf(layouts);
  }

  /**
   * Reads a scenario from YAML or JSON.
   *
   * @throws ScenarioException naming the first field that is unknown, of the wrong type or out of
   *     its range
   */
  public static Scenario parse(String text) {
    return ScenarioReader.read(text);
  }

  /** The scenario with another value for a quantity. */
  public Scenario with(Quantity quantity, Distribution distribution) {
    Map<Quantity, Distribution> changed = new EnumMap<>(quantities);
    changed.put(quantity, distribution);
    return new Scenario(
        name, widthPx, heightPx, durationSeconds, ratesHz, changed, characters, layouts);
  }

  /** The scenario with pictures of another size. */
  public Scenario sized(int newWidthPx, int newHeightPx) {
    return new Scenario(
        name, newWidthPx, newHeightPx, durationSeconds, ratesHz, quantities, characters, layouts);
  }

  /** All fields, defaults included, sorted and without white space. */
  public String canonicalJson() {
    Map<String, Object> root = new TreeMap<>();
    root.put("name", name);
    root.put("image", Map.of("widthPx", widthPx, "heightPx", heightPx));
    root.put("durationSeconds", durationSeconds);
    Map<String, Object> rates = new TreeMap<>();
    ratesHz.forEach((sensor, rate) -> rates.put(sensor.label(), rate));
    root.put("ratesHz", rates);
    for (Quantity quantity : Quantity.values()) {
      section(root, quantity.section()).put(quantity.field(), distribution(quantity).form());
    }
    section(root, "street").put("characters", characters);
    section(root, "street").put("layouts", layouts);
    return CanonicalText.of(root);
  }

  /** SHA-256 of the canonical form, 64 hexadecimal digits. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(canonicalJson().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** How a quantity is drawn. */
  public Distribution distribution(Quantity quantity) {
    Distribution given = quantities.get(quantity);
    return given == null ? new Distribution.Constant(quantity.usual()) : given;
  }

  /** The value of a quantity under a seed: a hash of both, whatever else is drawn. */
  public double draw(Quantity quantity, long seed) {
    return distribution(quantity).sample(Dice.of(seed, quantity.kind(), 0));
  }

  /** The drawn name of weighted ones under a seed. */
  public static String draw(Map<String, Double> weights, String kind, long seed) {
    double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    double left = Dice.of(seed, kind).unit(0) * total;
    String last = "";
    for (Map.Entry<String, Double> entry : new TreeMap<>(weights).entrySet()) {
      if (entry.getValue() > 0) {
        last = entry.getKey();
        left -= entry.getValue();
        if (left < 0) {
          return last;
        }
      }
    }
    return last;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> section(Map<String, Object> root, String name) {
    return (Map<String, Object>) root.computeIfAbsent(name, key -> new TreeMap<String, Object>());
  }
}
