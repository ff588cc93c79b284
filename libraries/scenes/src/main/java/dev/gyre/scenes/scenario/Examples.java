package dev.gyre.scenes.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scenarios that come with the simulator. */
public final class Examples {

  /** Their names. */
  public static final List<String> NAMES =
      List.of("day", "dusk", "night", "rain", "night-rain", "fog", "day-to-night");

  private Examples() {}

  /**
   * One of them.
   *
   * @throws ScenarioException if there is none of this name
   */
  public static Scenario scenario(String name) {
    return Scenario.parse(text(name));
  }

  /** Its file, YAML. */
  public static String text(String name) {
    if (!NAMES.contains(name)) {
      throw new ScenarioException("scenario", "no example " + name + "; there are " + NAMES);
    }
    String file = "/dev/gyre/scenes/examples/" + name + ".yaml";
    try (InputStream in = Examples.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
