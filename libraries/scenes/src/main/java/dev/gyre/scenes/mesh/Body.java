package dev.gyre.scenes.mesh;

import dev.gyre.scenes.SceneClass;
import java.util.List;

/**
 * One instance as it is at an instant and at the next.
 *
 * @param instance its id, the same in every frame of a simulation
 * @param kind what it is
 * @param look what the shaders need to know of it
 * @param parts its meshes
 */
public record Body(int instance, SceneClass kind, Look look, List<Part> parts) {

  /** A mesh at two instants; both have the same topology. */
  public record Part(Mesh now, Placement placement, Mesh next, Placement nextPlacement) {

    /** A part that does not move. */
    public static Part still(Mesh mesh, Placement placement) {
      return new Part(mesh, placement, mesh, placement);
    }

    boolean isStill() {
      return now == next && placement.equals(nextPlacement);
    }
  }
}
