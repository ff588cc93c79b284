package dev.gyre.streams.align;

/**
 * A box in 3D around an object that is followed through a sequence.
 *
 * @param objectId the same object in all items of its sequence
 * @param sizeMetres along the box's own axes, each 0 or more
 */
public record TrackedBox(String objectId, Pose centre, Vector3 sizeMetres) {

  public TrackedBox {
    if (sizeMetres.xMetres() < 0 || sizeMetres.yMetres() < 0 || sizeMetres.zMetres() < 0) {
      throw new IllegalArgumentException(
          "Box of object '%s' has the size %s; sides are 0 or more"
              .formatted(objectId, sizeMetres));
    }
  }
}
