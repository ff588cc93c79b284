package dev.gyre.scenes;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sensors took of one instant. Maps are row by row from the top left; the ones that were
 * not asked for are null. All of them are truth of the middle of the exposure at pixel centres, but
 * for {@code rgb}, which mixes four samples a pixel, blurs and has noise.
 *
 * @param timeNanos since the start of the sequence
 * @param sensors what was asked for
 * @param pose of the camera, always given
 * @param rgb 3 bytes a pixel
 * @param depth metres along the optical axis; 0 is the sky
 * @param depthMm whole millimetres as unsigned 16 bits; 0 is the sky and all beyond 65.535 m
 * @param semantic {@link SceneClass} ids
 * @param instance ids as unsigned 16 bits, the same in every frame; 0 is the sky
 * @param normals 3 a pixel in camera axes, towards the camera; 0 for the sky
 * @param flow x and y a pixel: how far each point moves until {@code nextNanos}, in pixels; 0 for
 *     the sky
 * @param flowValid 1 where the pixel that the point moves to shows the same instance in the next
 *     frame; 0 where it leaves the frame or something hides it
 * @param nextNanos the time flow looks to
 * @param boxes of all instances that are counted and would cover a pixel, by instance id
 */
@SuppressWarnings("ArrayRecordComponent") // arrays of a frame are large; the caller owns them
public record Frame(
    long timeNanos,
    Set<Sensor> sensors,
    int widthPx,
    int heightPx,
    Pose pose,
    byte @Nullable [] rgb,
    float @Nullable [] depth,
    short @Nullable [] depthMm,
    byte @Nullable [] semantic,
    short @Nullable [] instance,
    float @Nullable [] normals,
    float @Nullable [] flow,
    byte @Nullable [] flowValid,
    long nextNanos,
    @Nullable List<Box> boxes) {}
