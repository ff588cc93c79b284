package dev.gyre.scenes;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be taken of one instant. All of them show the same pixels at the same time. */
public enum Sensor {
  /** Colour, 3 bytes a pixel. */
  RGB,
  /** Metres along the optical axis, float; 0 is the sky. */
  DEPTH,
  /** The same in whole millimetres, 16 bits; 0 is the sky and all beyond 65.535 m. */
  DEPTH_MM,
  /** {@link SceneClass} ids. */
  SEMANTIC,
  /** Instance ids, 16 bits; 0 is the sky. */
  INSTANCE,
  /** Boxes of cars, people, cyclists, signs and lights, with occlusion and truncation. */
  BOXES,
  /** Unit normals of the surfaces in camera axes; 0 for the sky. */
  NORMALS,
  /** Pixels that each point moves until the next picture. */
  FLOW,
  /** Boxes in space, in camera axes. */
  BOXES_3D;

  /** What is recorded unless a scenario says otherwise. */
  public static final Set<Sensor> ORDINARY =
      Collections.unmodifiableSet(EnumSet.of(RGB, DEPTH, SEMANTIC, INSTANCE, BOXES));

  /** The name in files, such as {@code depth-mm}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The sensor of a label. */
  public static Optional<Sensor> of(String label) {
    return Arrays.stream(values()).filter(sensor -> sensor.label().equals(label)).findFirst();
  }

  /** All labels, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(Sensor::label).collect(Collectors.joining(", "));
  }
}
