package dev.gyre.scenes.scene;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Body;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Placement;
import java.util.List;

/** One instance of a scene through time. */
public interface Thing {

  /** Its id, the same whatever else is in the scene. */
  int instance();

  /** What it is. */
  SceneClass kind();

  /** Roughly where it is at a time in seconds. */
  Placement.Point middle(double time);

  /** How far from its middle it may reach, metres. */
  double reach();

  /**
   * It at a time and at the next.
   *
   * @param distance from the camera; decides on detail
   */
  Body body(double time, double next, double distance);

  /**
   * What never moves.
   *
   * @param details its mesh as seen from within 14 m, within 34 m and beyond; all may be one
   */
  record Still(
      int instance,
      SceneClass kind,
      Look look,
      List<Mesh> details,
      Placement placement,
      Placement.Point centre,
      double reach)
      implements Thing {

    private static final double CLOSE_METRES = 14;
    private static final double NEAR_METRES = 34;

    public Still {
      details = List.copyOf(details);
    }

    /** A thing with one mesh that stands upright on its origin. */
    static Still of(
        int instance, SceneClass kind, Look look, Mesh mesh, Placement at, double reach) {
      return new Still(
          instance,
          kind,
          look,
          List.of(mesh, mesh, mesh),
          at,
          new Placement.Point(at.x(), at.y(), at.z()),
          reach);
    }

    @Override
    public Placement.Point middle(double time) {
      return centre;
    }

    @Override
    public Body body(double time, double next, double distance) {
      int detail = distance < CLOSE_METRES ? 0 : distance < NEAR_METRES ? 1 : 2;
      return new Body(
          instance, kind, look, List.of(Body.Part.still(details.get(detail), placement)));
    }
  }
}
