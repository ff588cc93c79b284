package dev.gyre.scenes;

import java.util.Locale;

/** What a pixel shows. */
public enum SceneClass {
  SKY(0),
  ROAD(1),
  PAVEMENT(2),
  GROUND(3),
  BUILDING(4),
  VEGETATION(5),
  POLE(6),
  TRAFFIC_SIGN(7),
  TRAFFIC_LIGHT(8),
  FURNITURE(9),
  CAR(10),
  PEDESTRIAN(11),
  CYCLIST(12);

  private final int id;

  SceneClass(int id) {
    this.id = id;
  }

  /** The id in semantic maps; the sky is 0. */
  public int id() {
    return id;
  }

  /** The name in files, such as {@code traffic-light}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether instances of it get boxes: what can be counted and is not part of the place. */
  public boolean isBoxed() {
    return switch (this) {
      case CAR, PEDESTRIAN, CYCLIST, TRAFFIC_SIGN, TRAFFIC_LIGHT -> true;
      case SKY, ROAD, PAVEMENT, GROUND, BUILDING, VEGETATION, POLE, FURNITURE -> false;
    };
  }
}
