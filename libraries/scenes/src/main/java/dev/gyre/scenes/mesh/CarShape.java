package dev.gyre.scenes.mesh;

/**
 * The side view of a car body in metres from its rear bumper; z from the road.
 *
 * @param length of the whole car
 * @param halfWidth at the doors
 * @param belt height of the window sill
 * @param roof height of the roof
 * @param tailX where the rear window ends below
 * @param tailZ its height there
 * @param roofRear where the roof begins behind
 * @param roofFront where the roof ends in front
 * @param bonnetRear where the windscreen meets the bonnet
 * @param bonnet height of the bonnet there
 * @param nose height of the bonnet in front
 * @param axleRear position of the rear axle
 * @param axleFront position of the front axle
 * @param wheel radius of a wheel
 */
public record CarShape(
    String name,
    double length,
    double halfWidth,
    double belt,
    double roof,
    double tailX,
    double tailZ,
    double roofRear,
    double roofFront,
    double bonnetRear,
    double bonnet,
    double nose,
    double axleRear,
    double axleFront,
    double wheel) {

  public static final CarShape SALOON =
      new CarShape(
          "saloon", 4.65, 0.90, 0.93, 1.44, 0.62, 1.03, 1.45, 2.55, 3.42, 0.98, 0.74, 0.95, 3.75,
          0.32);
  public static final CarShape HATCHBACK =
      new CarShape(
          "hatchback",
          4.05,
          0.87,
          0.95,
          1.48,
          0.16,
          0.98,
          0.62,
          2.20,
          3.02,
          1.00,
          0.78,
          0.72,
          3.28,
          0.31);
  public static final CarShape ESTATE =
      new CarShape(
          "estate", 4.70, 0.90, 0.94, 1.47, 0.16, 0.98, 0.66, 2.60, 3.45, 0.99, 0.75, 0.95, 3.78,
          0.32);
  public static final CarShape SUV =
      new CarShape(
          "suv", 4.60, 0.94, 1.10, 1.70, 0.14, 1.12, 0.58, 2.50, 3.32, 1.14, 0.94, 0.90, 3.66,
          0.37);
  public static final CarShape CITY =
      new CarShape(
          "city", 3.55, 0.81, 0.96, 1.50, 0.12, 0.98, 0.40, 2.05, 2.78, 1.02, 0.80, 0.55, 2.88,
          0.29);
  public static final CarShape VAN =
      new CarShape(
          "van", 5.20, 0.99, 1.22, 2.20, 0.10, 1.22, 0.20, 3.60, 4.42, 1.20, 1.02, 1.05, 4.25,
          0.35);
  public static final CarShape COUPE =
      new CarShape(
          "coupe", 4.45, 0.91, 0.90, 1.32, 0.40, 0.98, 1.55, 2.35, 3.30, 0.92, 0.68, 0.90, 3.58,
          0.33);

  /** What may stand or drive in a street, the commoner ones more than once. */
  public static CarShape any(int index) {
    CarShape[] all = {SALOON, HATCHBACK, ESTATE, SUV, CITY, VAN, COUPE, HATCHBACK, SUV, SALOON};
    return all[index % all.length];
  }
}
