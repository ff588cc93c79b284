package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.VisibilityBuffer;
import dev.gyre.scenes.scene.Conditions;
import dev.gyre.scenes.scene.World;

/**
 * What a picture is made from.
 *
 * @param pixels what is seen at the middle of each pixel
 * @param samples what is seen at 2 × 2 points of each pixel
 * @param flow pixels that each point moves until the next picture, x and y in turn
 * @param shutterShare share of that time for which the shutter is open
 * @param shutterSeconds how long that is
 * @param salt of the sensor's noise
 */
@SuppressWarnings("ArrayRecordComponent") // one frame's buffer, handed on within a thread
public record Picture(
    World world,
    Triangles triangles,
    Camera camera,
    Conditions conditions,
    VisibilityBuffer pixels,
    VisibilityBuffer samples,
    float[] flow,
    double shutterShare,
    double shutterSeconds,
    double exposureStops,
    double noise,
    long salt) {}
