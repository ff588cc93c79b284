package dev.gyre.scenes.scene;

import java.util.List;

/**
 * The cross-section of a street and what lies along it. Offsets are metres to the right of its
 * middle, positions metres along it.
 *
 * @param lanes in each direction
 * @param parkingLeft width of the parking lane on the left, 0 for none
 * @param parkingRight the same on the right
 * @param setback between pavement and fronts
 * @param crossings where another street crosses
 * @param crossingHalfWidth half of that street's carriageway
 * @param zebras where people may cross on stripes
 * @param cobbles whether the road is paved with stones
 * @param lines whether lanes are painted
 */
public record StreetPlan(
    Quarter character,
    int lanes,
    double laneWidth,
    double parkingLeft,
    double parkingRight,
    double pavement,
    double setback,
    List<Double> crossings,
    double crossingHalfWidth,
    List<Double> zebras,
    boolean cobbles,
    boolean tramTracks,
    boolean cycleLane,
    boolean lines) {

  /** Height of a kerb, metres. */
  public static final double KERB = 0.13;

  /** What kind of quarter it is. */
  public enum Quarter {
    CITY,
    OLD_TOWN,
    RESIDENTIAL,
    AVENUE
  }

  public StreetPlan {
    crossings = List.copyOf(crossings);
    zebras = List.copyOf(zebras);
  }

  /** From the middle to where the lanes end. */
  public double lanesHalf() {
    return lanes * laneWidth + (cycleLane ? 1.6 : 0);
  }

  /** From the middle to the kerb on the left (-1) or right (1). */
  public double kerb(int side) {
    return lanesHalf() + (side < 0 ? parkingLeft : parkingRight);
  }

  /** From the middle to the fronts on a side. */
  public double front(int side) {
    return kerb(side) + pavement + setback;
  }

  /** Whether a stretch of street keeps clear of crossings and stripes by a distance. */
  public boolean isClear(double s, double distance) {
    for (double crossing : crossings) {
      if (Math.abs(s - crossing) < crossingHalfWidth + pavement + distance) {
        return false;
      }
    }
    for (double zebra : zebras) {
      if (Math.abs(s - zebra) < 2.2 + distance) {
        return false;
      }
    }
    return true;
  }

  /** Whether a position lies within the carriageway of a crossing street, or so far beside it. */
  public boolean isCrossed(double s, double beside) {
    for (double crossing : crossings) {
      if (Math.abs(s - crossing) < crossingHalfWidth + beside) {
        return true;
      }
    }
    return false;
  }
}
