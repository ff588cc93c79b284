package dev.gyre.scenes.mesh;

/** What the shaders need to know of one instance beyond its triangles; colours are linear. */
public sealed interface Look {

  /** A linear colour, each channel in [0, 1]. */
  record Colour(double red, double green, double blue) {

    /** From sRGB bytes, as one picks colours by eye. */
    public static Colour ofSrgb(int rgb) {
      return new Colour(linear(rgb >> 16 & 255), linear(rgb >> 8 & 255), linear(rgb & 255));
    }

    /** The colour, brighter or darker. */
    public Colour times(double factor) {
      return new Colour(red * factor, green * factor, blue * factor);
    }

    private static double linear(int value) {
      double v = value / 255.0;
      return v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
    }
  }

  /** One colour is all. */
  record Plain(Colour colour) implements Look {}

  /** The ground of a street; what is painted on it follows from the street itself. */
  record Ground(int salt) implements Look {}

  /** How a front of bays and floors is drawn. */
  record Facade(
      FacadeStyle style,
      Colour wall,
      Colour trim,
      Colour accent,
      double widthMetres,
      double depthMetres,
      double groundFloorMetres,
      double floorMetres,
      int floors,
      double bayMetres,
      GroundFloor groundFloor,
      double litShare,
      int salt)
      implements Look {}

  /** Families of fronts. */
  enum FacadeStyle {
    PLASTER,
    BRICK,
    STONE,
    MODERN,
    GLASS,
    PANEL
  }

  /** What is at street level. */
  enum GroundFloor {
    SHOP,
    FLAT,
    ARCADE,
    GARAGE
  }

  /**
   * A car.
   *
   * @param headingX where it faces; the windows need it to show who sits inside
   */
  record Car(
      CarShape shape,
      Colour paint,
      double headingX,
      double headingY,
      boolean driven,
      boolean braking,
      boolean lampsOn,
      boolean taxi,
      int salt)
      implements Look {}

  /** A person; the rider of a bicycle too. */
  record Person(
      Colour skin,
      Colour hair,
      Colour top,
      Colour legs,
      Colour shoes,
      Colour bag,
      boolean shortSleeves,
      boolean shorts,
      boolean striped,
      double headZ)
      implements Look {}

  /** A tree or hedge. */
  record Foliage(Colour leaf, Colour bark, int salt) implements Look {}

  /** A traffic sign. */
  record Sign(SignKind kind) implements Look {}

  /** Kinds of signs. */
  enum SignKind {
    NO_ENTRY,
    SPEED_LIMIT,
    PARKING,
    YIELD,
    PRIORITY,
    CROSSING
  }

  /** A traffic light: 0 red, 1 red and yellow, 2 green, 3 yellow. */
  record Signal(int phase) implements Look {}

  /** A street lamp. */
  record StreetLamp(Colour light, Colour post) implements Look {}
}
