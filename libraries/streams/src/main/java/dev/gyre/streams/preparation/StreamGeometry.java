package dev.gyre.streams.preparation;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Calibration;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.geometry.FrameSize;
import dev.gyre.streams.geometry.Intrinsics;
import dev.gyre.streams.geometry.Layer;
import dev.gyre.streams.geometry.Sampling;
import dev.gyre.streams.geometry.Transform;
import dev.gyre.streams.geometry.Warp;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.preparation.Reject.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Each stream brought to its frame, and one geometry for all. */
final class StreamGeometry {

  private final List<Transform> steps;

  StreamGeometry(List<Transform> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * A stream in the size of its frame.
   *
   * @throws RejectedException if its frame cannot be resized
   */
  NdArray resized(PreparedStream stream, NdArray array) throws RejectedException {
    if (!(stream.resize()
        instanceof Resize.Fixed(int width, int height, Resize.Interpolation how))) {
      return array;
    }
    if (stream.colour() != null) {
      return array(stream.resize().apply(image(array)));
    }
    Sampling sampling = how == Resize.Interpolation.LINEAR ? Sampling.BILINEAR : Sampling.NEAREST;
    List<Transform> step = List.of(new Transform.Resize(new FrameSize(width, height)));
    return warped(stream.with(sampling), array, step, null);
  }

  /**
   * A stream after the geometry; its own calibration tells how a perspective changes depth.
   *
   * @param camera in the size of the frame
   * @throws RejectedException if a step does not fit the frame
   */
  NdArray warped(PreparedStream stream, NdArray array, @Nullable Intrinsics camera)
      throws RejectedException {
    return steps.isEmpty() || !stream.isRaster() ? array : warped(stream, array, steps, camera);
  }

  private static NdArray warped(
      PreparedStream stream, NdArray array, List<Transform> steps, @Nullable Intrinsics camera)
      throws RejectedException {
    try {
      Warp warp = Warp.of(new FrameSize(array.size(1), array.size(0)), steps);
      return values(layer(stream, array, camera).through(warp));
    } catch (IllegalArgumentException e) {
      throw new RejectedException(stream, Reason.GEOMETRY_MISFIT, String.valueOf(e.getMessage()));
    }
  }

  private static Layer layer(PreparedStream stream, NdArray array, @Nullable Intrinsics camera) {
    StreamDeclaration declaration = stream.declaration();
    StreamKind kind = declaration.kind();
    if (kind.equals(StreamKind.IMAGE)) {
      return new Layer.Picture(array, stream.sampling(), 0);
    }
    if (kind.equals(StreamKind.DEPTH)) {
      Double declared = declaration.measure().invalidValue();
      double invalid = declared != null ? declared : array.type().isFloating() ? Double.NaN : 0;
      return new Layer.Depth(array, invalid, camera);
    }
    if (kind.equals(StreamKind.LABEL_MAP)) {
      return new Layer.Labels(array, array.type() == ElementType.UINT8 ? 255 : 65_535);
    }
    return kind.isIds()
        ? new Layer.Labels(array, 0)
        : new Layer.Picture(array, Sampling.NEAREST, 0);
  }

  private static NdArray values(Layer layer) {
    return switch (layer) {
      case Layer.Picture picture -> picture.pixels();
      case Layer.Depth depth -> depth.values();
      case Layer.Labels labels -> labels.ids();
      default -> throw new IllegalStateException("No stream is made into " + layer);
    };
  }

  /**
   * Refuses frames whose streams differ in height or width.
   *
   * @throws RejectedException naming all sizes of the frame
   */
  static void requireOneSize(List<PreparedStream> streams, Map<String, NdArray> arrays)
      throws RejectedException {
    Map<String, List<String>> sizes = new HashMap<>();
    Map<String, String> firsts = new HashMap<>();
    for (PreparedStream stream : streams) {
      NdArray array = arrays.get(stream.name());
      if (array == null || !stream.isRaster()) {
        continue;
      }
      String size = array.size(1) + " x " + array.size(0);
      List<String> seen = sizes.computeIfAbsent(stream.frame(), _ -> new ArrayList<>());
      seen.add(stream.name() + " " + size);
      if (!Objects.requireNonNullElse(firsts.putIfAbsent(stream.frame(), size), size)
          .equals(size)) {
        throw new RejectedException(
            stream, Reason.MIXED_SIZES, "The streams of a frame must agree, but are " + seen);
      }
    }
  }

  /** The camera for frames of that size; lens distortion is left out. */
  static Intrinsics camera(Calibration calibration, int widthPx, int heightPx) {
    Intrinsics taken =
        new Intrinsics(calibration.fx(), calibration.fy(), 0, calibration.cx(), calibration.cy());
    Warp warp =
        Warp.of(
            new FrameSize(calibration.widthPx(), calibration.heightPx()),
            List.of(new Transform.Resize(new FrameSize(widthPx, heightPx))));
    return new Layer.Camera(taken).through(warp).intrinsics();
  }

  /** The camera after the geometry, from frames of that size. */
  Intrinsics camera(Intrinsics camera, int widthPx, int heightPx) {
    Warp warp = Warp.of(new FrameSize(widthPx, heightPx), steps);
    return new Layer.Camera(camera).through(warp).intrinsics();
  }

  static Image image(NdArray array) {
    int channels = array.rank() == 2 ? 1 : array.size(2);
    return new Image(array.size(0), array.size(1), channels, array.bytes());
  }

  static NdArray array(Image image) {
    return image.channels() == 1
        ? NdArray.uint8(image.pixels(), image.heightPx(), image.widthPx())
        : NdArray.uint8(image.pixels(), image.heightPx(), image.widthPx(), image.channels());
  }
}
