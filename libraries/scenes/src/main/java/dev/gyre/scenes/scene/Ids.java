package dev.gyre.scenes.scene;

/**
 * Where the instance ids of each kind begin, within 16 bits. A kind numbers its things by their
 * place, so ids stay when others come; the ranges hold for the longest street there can be.
 */
final class Ids {

  static final int ROAD = 1;
  static final int BUILDINGS = 1000;
  static final int HEDGES = 12_000;
  static final int TREES = 31_000;
  static final int LAMPS = 34_000;
  static final int SIGNS = 36_000;
  static final int ZEBRA_SIGNS = 36_500;
  static final int SIGNALS = 37_000;
  static final int FURNITURE = 37_500;
  static final int PARKED_CARS = 41_000;
  static final int MOVING_CARS = 44_000;
  static final int PEDESTRIANS = 47_000;
  static final int CROSSING_PEDESTRIANS = 51_000;
  static final int CYCLISTS = 53_000;

  private Ids() {}
}
