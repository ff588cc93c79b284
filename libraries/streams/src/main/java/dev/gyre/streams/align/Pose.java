package dev.gyre.streams.align;

/** Where something is and how it is turned. */
public record Pose(Vector3 position, Quaternion rotation) {

  /**
   * Position on the straight line, rotation by {@link Quaternion#towards}.
   *
   * @param share of the other, in [0, 1]
   */
  public Pose towards(Pose other, double share) {
    Interpolation.checkShare(share);
    return new Pose(
        position.towards(other.position, share), rotation.towards(other.rotation, share));
  }
}
