package dev.gyre.scenes;

/**
 * Where the camera is. World axes: x east, y north, z up, metres; camera axes as in OpenCV: x
 * right, y down, z forward; the centre of the top-left pixel is (0.5, 0.5).
 *
 * @param rotation columns are the camera's axes in the world, row by row: world = rotation · camera
 *     + position
 * @param position of the camera in the world, metres
 * @param focalPx focal length in pixels, the same for both axes
 */
@SuppressWarnings("ArrayRecordComponent") // plain numbers on their way to a file
public record Pose(
    double[] rotation, double[] position, double focalPx, double centreXPx, double centreYPx) {}
