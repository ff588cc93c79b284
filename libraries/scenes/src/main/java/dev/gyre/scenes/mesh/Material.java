package dev.gyre.scenes.mesh;

/** What a triangle is made of: the shader that draws it. */
public enum Material {
  ROAD,
  CROSS_ROAD,
  PAVEMENT,
  KERB,
  GRASS,
  EARTH,
  FACADE,
  ROOF,
  TRIM,
  BARS,
  AWNING,
  BARK,
  LEAF,
  HEDGE,
  CAR_BODY,
  CAR_GLASS,
  CAR_SCREEN,
  CAR_TRIM,
  HEAD_LAMP,
  TAIL_LAMP,
  WHEEL,
  TYRE,
  PLATE,
  SKIN,
  HAIR,
  TOP,
  LEGS,
  SHOES,
  BAG,
  UMBRELLA,
  BIKE_FRAME,
  HELMET,
  POLE,
  LAMP_HEAD,
  SIGN,
  SIGNAL_BOX,
  SIGNAL_LIGHT,
  STREET_FURNITURE;

  private static final Material[] ALL = values();

  /** The number that buffers hold; it never leaves the process. */
  @SuppressWarnings("EnumOrdinal")
  byte code() {
    return (byte) ordinal();
  }

  /** The material of a number. */
  public static Material at(int code) {
    return ALL[code];
  }
}
