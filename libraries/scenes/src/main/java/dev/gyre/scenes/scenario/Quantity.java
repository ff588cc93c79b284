package dev.gyre.scenes.scenario;

import dev.gyre.scenes.noise.Dice;

/**
 * The numbers of a scene that a scenario gives a distribution for. A scenario file names them by
 * section and field; what it leaves out keeps its default, and the default counts in the hash.
 */
public enum Quantity {
  /** Hour of the day at the first instant; the sun is highest at 12. */
  HOUR("time", "hour", 0, 24, 12),
  /** How fast the day passes during a sequence. */
  HOURS_PER_SECOND("time", "hoursPerSecond", 0, 2, 0),
  /** 0 none, 1 a cloudburst. */
  RAIN("weather", "rain", 0, 1, 0),
  /** 0 clear, 1 one sees some 40 m. */
  FOG("weather", "fog", 0, 1, 0),
  /** How wet the ground is, at least; rain wets it too. */
  WET("weather", "wet", 0, 1, 0),
  /** Share of the sky that is covered. */
  CLOUDS("weather", "clouds", 0, 1, 0.3),
  /** Horizontal field of view. */
  FIELD_OF_VIEW("camera", "fieldOfViewDegrees", 30, 110, 70),
  /** Height of the camera above the road. */
  HEIGHT("camera", "heightMetres", 0.5, 4, 1.4),
  /** Positive looks up. */
  PITCH("camera", "pitchDegrees", -20, 20, 0),
  /** Positive looks right. */
  YAW("camera", "yawDegrees", -45, 45, 0),
  /** Positive turns the picture clockwise. */
  ROLL("camera", "rollDegrees", -10, 10, 0),
  /** To the right of the middle of the lane. */
  SIDE("camera", "sideMetres", -2, 2, 0),
  /** Added to what the exposure meter chooses. */
  EXPOSURE("camera", "exposureStops", -4, 4, 0),
  /** How long the shutter is open; moving things blur. */
  SHUTTER("camera", "shutterSeconds", 0, 0.1, 0.012),
  /** Noise of the sensor; 1 is usual. */
  NOISE("camera", "noise", 0, 8, 1),
  PARKED_CARS("traffic", "parkedCarsPer100Metres", 0, 40, 16),
  MOVING_CARS("traffic", "movingCarsPer100Metres", 0, 20, 5),
  PEDESTRIANS("traffic", "pedestriansPer100Metres", 0, 80, 14),
  /** Those who cross the road ahead. */
  CROSSING_PEDESTRIANS("traffic", "crossingPedestriansPer100Metres", 0, 20, 4),
  CYCLISTS("traffic", "cyclistsPer100Metres", 0, 20, 3),
  EGO_SPEED("traffic", "egoSpeedMetresPerSecond", 0, 20, 7),
  TREES("street", "treesPer100Metres", 0, 40, 12),
  LAMP_SPACING("street", "lampSpacingMetres", 10, 80, 26),
  /** Share of windows with light after dark. */
  LIT_WINDOWS("street", "litWindowShare", 0, 1, 0.35);

  private final String section;
  private final String field;
  private final double low;
  private final double high;
  private final double usual;

  Quantity(String section, String field, double low, double high, double usual) {
    this.section = section;
    this.field = field;
    this.low = low;
    this.high = high;
    this.usual = usual;
  }

  /** The section of a scenario file. */
  public String section() {
    return section;
  }

  /** The field in its section. */
  public String field() {
    return field;
  }

  /** Section and field, as errors name it. */
  public String path() {
    return section + "." + field;
  }

  /** Least value. */
  public double low() {
    return low;
  }

  /** Greatest value. */
  public double high() {
    return high;
  }

  /** What holds when a scenario says nothing. */
  public double usual() {
    return usual;
  }

  long kind() {
    return Dice.hash(path());
  }
}
