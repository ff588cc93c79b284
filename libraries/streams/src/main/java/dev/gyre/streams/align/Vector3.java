package dev.gyre.streams.align;

/** A place or extent in a 3D frame, in metres; finite. */
public record Vector3(double xMetres, double yMetres, double zMetres) {

  public Vector3 {
    if (!Double.isFinite(xMetres) || !Double.isFinite(yMetres) || !Double.isFinite(zMetres)) {
      throw new IllegalArgumentException(
          "(%s, %s, %s) is no place; coordinates are finite metres"
              .formatted(xMetres, yMetres, zMetres));
    }
  }

  Vector3 towards(Vector3 other, double share) {
    return new Vector3(
        Interpolation.between(xMetres, other.xMetres, share),
        Interpolation.between(yMetres, other.yMetres, share),
        Interpolation.between(zMetres, other.zMetres, share));
  }
}
