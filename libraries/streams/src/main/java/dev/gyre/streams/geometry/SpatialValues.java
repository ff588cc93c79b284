package dev.gyre.streams.geometry;

import dev.gyre.streams.array.NdArray;
import org.jspecify.annotations.Nullable;

/** Changes values that are meant in the axes of a camera when these axes change. */
final class SpatialValues {

  private SpatialValues() {}

  /** Depth along the axis of the camera after the warp, still in the source frame. */
  static NdArray depth(Layer.Depth depth, Warp warp) {
    NdArray values = depth.values();
    Resampler.check(values, warp.from());
    Intrinsics camera = needed(depth.camera(), "depth");
    Reframing reframing = Reframing.of(camera, warp.map());
    Homography rays = camera.matrix().inverse();
    int channels = Resampler.channels(values);
    Values target = Values.ofShape(values.type(), values.shape());
    for (int i = 0; i < values.length(); i++) {
      double value = values.at(i);
      if (value == depth.invalid() || Double.isNaN(value)) {
        target.copy(values, i, i, 1);
        continue;
      }
      int pixel = i / channels;
      int column = pixel % warp.from().widthPx();
      int row = pixel / warp.from().widthPx();
      Point ray = rays.apply(new Point(column, row));
      target.set(i, value * reframing.along(2, ray.x(), ray.y(), 1));
    }
    return target.array(values.shape());
  }

  /** Normals in the axes of the camera after the warp, already in the target frame. */
  static NdArray normals(NdArray normals, @Nullable Intrinsics camera, Warp warp) {
    Intrinsics known =
        warp.map().isAffine() && camera == null
            ? Intrinsics.square(1, 0, 0)
            : needed(camera, "normals");
    Reframing reframing = Reframing.of(known, warp.map());
    Values target = Values.ofShape(normals.type(), normals.shape());
    for (int i = 0; i < normals.length(); i += 3) {
      double x = normals.at(i);
      double y = normals.at(i + 1);
      double z = normals.at(i + 2);
      for (int row = 0; row < 3; row++) {
        target.set(i + row, reframing.along(row, x, y, z));
      }
    }
    return target.array(normals.shape());
  }

  private static Intrinsics needed(@Nullable Intrinsics camera, String what) {
    if (camera == null) {
      throw new IllegalArgumentException(
          "A perspective changes %s, and how needs the camera; give its intrinsics, or leave perspective out"
              .formatted(what));
    }
    return camera;
  }
}
