/**
 * Geometry applied alike to all streams of a sample, and light applied to its pictures alone.
 *
 * <p><b>Coordinates.</b> x runs right, y down. <em>Points</em>, camera matrices and {@link
 * dev.gyre.streams.geometry.Homography} have the centre of the pixel in column i and row j at (i,
 * j), as OpenCV's warps have it. <em>Regions</em>, that is boxes and polygons, are measured from
 * edge to edge: that pixel covers [i, i + 1) x [j, j + 1), and a whole frame is the half-open box
 * (0, 0, width, height), as COCO has it. One is the other moved by half a pixel, and {@link
 * dev.gyre.streams.geometry.Homography#ofEdges} does that.
 *
 * <p>A resize maps frame edge to frame edge, so its centres follow {@code (x + 0.5) * scale - 0.5},
 * as in {@code cv2.resize}. However many steps there are, pixels are sampled once.
 */
@NullMarked
package dev.gyre.streams.geometry;

import org.jspecify.annotations.NullMarked;
