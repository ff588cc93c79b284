package dev.gyre.streams.geometry;

import dev.gyre.streams.align.Pose;
import dev.gyre.streams.array.NdArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one stream gives to a sample, as geometry sees it. Arrays are height x width, or height x
 * width x channels, of any element type. What leaves the frame is named in {@code lost}, so inputs
 * = outputs + lost.
 */
public sealed interface Layer {

  /**
   * The layer in the target frame.
   *
   * @throws IllegalArgumentException if its frame is not the one that the warp takes
   */
  Layer through(Warp warp);

  /**
   * Colours, or anything else of which a mean makes sense.
   *
   * @param fill value of pixels that have no source, in all channels
   */
  record Picture(NdArray pixels, Sampling sampling, double fill) implements Layer {

    public Picture {
      Values.checkHolds(pixels, fill);
    }

    @Override
    public Picture through(Warp warp) {
      return new Picture(Resampler.resample(pixels, warp, sampling, fill), sampling, fill);
    }
  }

  /**
   * Class or instance ids: always {@link Sampling#NEAREST}.
   *
   * @param fill id of pixels that have no source, for example the ignore id
   */
  record Labels(NdArray ids, long fill) implements Layer {

    public Labels {
      if (ids.type().isFloating()) {
        throw new IllegalArgumentException("%s holds no ids; ids are whole numbers".formatted(ids));
      }
      Values.checkHolds(ids, (double) fill);
    }

    @Override
    public Labels through(Warp warp) {
      return new Labels(Resampler.resample(ids, warp, Sampling.NEAREST, (double) fill), fill);
    }
  }

  /**
   * Distances along the camera's axis, in any unit: always {@link Sampling#NEAREST}, because
   * between two surfaces there is none. See {@link Reframing} for when values change.
   *
   * @param invalid value that means "not measured", also of pixels that have no source
   * @param camera needed for a perspective only
   */
  record Depth(NdArray values, double invalid, @Nullable Intrinsics camera) implements Layer {

    public Depth {
      Values.checkHolds(values, invalid);
    }

    @Override
    public Depth through(Warp warp) {
      NdArray seen = warp.map().isAffine() ? values : SpatialValues.depth(this, warp);
      NdArray target = Resampler.resample(seen, warp, Sampling.NEAREST, invalid);
      return new Depth(target, invalid, after(camera, warp));
    }
  }

  /**
   * Directions of surfaces in the camera's axes, three floating values per pixel: always {@link
   * Sampling#NEAREST}, and turned or mirrored as the camera is. Pixels without source are 0, 0, 0.
   *
   * @param camera needed for a perspective; without it pixels are taken to be square
   */
  record Normals(NdArray directions, @Nullable Intrinsics camera) implements Layer {

    public Normals {
      if (!directions.type().isFloating() || directions.rank() != 3 || directions.size(2) != 3) {
        throw new IllegalArgumentException(
            "%s holds no normals; give height x width x 3 floating values".formatted(directions));
      }
    }

    @Override
    public Normals through(Warp warp) {
      NdArray target = Resampler.resample(directions, warp, Sampling.NEAREST, 0);
      return new Normals(SpatialValues.normals(target, camera, warp), after(camera, warp));
    }
  }

  /** A camera's matrix. */
  record Camera(Intrinsics intrinsics) implements Layer {

    @Override
    public Camera through(Warp warp) {
      return new Camera(Reframing.of(intrinsics, warp.map()).camera());
    }
  }

  /** Poses of objects in the axes of a camera: see {@link Reframing#apply(Pose)}. */
  record Poses(Intrinsics camera, Map<String, Pose> poses) implements Layer {

    public Poses {
      poses = sorted(poses);
    }

    @Override
    public Poses through(Warp warp) {
      Reframing reframing = Reframing.of(camera, warp.map());
      Map<String, Pose> target = new TreeMap<>();
      poses.forEach((id, pose) -> target.put(id, reframing.apply(pose)));
      return new Poses(reframing.camera(), target);
    }
  }

  /** What a box is the extent of. */
  enum Extent {
    /** Of what is seen: cut at the frame. */
    VISIBLE,
    /** Of the whole object: it may reach beyond the frame, and goes when nothing is seen. */
    FULL
  }

  /**
   * Boxes by id. A box becomes the smallest box around its four corners, for {@link Extent#VISIBLE}
   * around the part of its outline that is left. After a turn or a perspective it may be larger
   * than its object: where that matters, take boxes from the instance map afterwards. Parts thinner
   * than a millionth of a pixel are none.
   *
   * @param lost ids of boxes that left the frame, in this warp or before
   */
  record Boxes(Extent extent, Map<String, Box> boxes, List<String> lost) implements Layer {

    public Boxes {
      boxes = sorted(boxes);
      lost = List.copyOf(lost);
    }

    @Override
    public Boxes through(Warp warp) {
      Map<String, Box> target = new TreeMap<>();
      List<String> gone = new ArrayList<>(lost);
      boxes.forEach((id, box) -> {
        Optional<Box> seen = seen(Clipping.visible(box.corners(), warp));
        Optional<Box> kept =
            extent == Extent.VISIBLE
                ? seen
                : seen.flatMap(_ -> Box.around(Clipping.whole(box.corners(), warp)));
        kept.ifPresentOrElse(found -> target.put(id, found), () -> gone.add(id));
      });
      return new Boxes(extent, target, gone);
    }

    private static Optional<Box> seen(List<Point> outline) {
      double least = 1e-6;
      return Box.around(outline)
          .filter(box -> box.right() - box.left() > least && box.bottom() - box.top() > least);
    }
  }

  /**
   * Outlines by id, cut at the frame. A concave outline that falls apart stays one, joined along
   * the frame's edge. Outlines of less than a millionth square pixel are none.
   *
   * @param lost ids of outlines that left the frame, in this warp or before
   */
  record Polygons(Map<String, Polygon> polygons, List<String> lost) implements Layer {

    public Polygons {
      polygons = sorted(polygons);
      lost = List.copyOf(lost);
    }

    @Override
    public Polygons through(Warp warp) {
      Map<String, Polygon> target = new TreeMap<>();
      List<String> gone = new ArrayList<>(lost);
      polygons.forEach((id, polygon) -> {
        List<Point> left = Clipping.visible(polygon.corners(), warp);
        if (left.size() >= 3 && new Polygon(left).area() > 1e-6) {
          target.put(id, new Polygon(left));
        } else {
          gone.add(id);
        }
      });
      return new Polygons(target, gone);
    }
  }

  /**
   * Points by id, pixel centres at whole numbers.
   *
   * @param lost ids of points that left the frame, in this warp or before
   */
  record Points(Map<String, Point> points, List<String> lost) implements Layer {

    public Points {
      points = sorted(points);
      lost = List.copyOf(lost);
    }

    @Override
    public Points through(Warp warp) {
      Map<String, Point> target = new TreeMap<>();
      List<String> gone = new ArrayList<>(lost);
      points.forEach((id, point) -> {
        if (Places.isSeen(warp, point)) {
          target.put(id, warp.map().apply(point));
        } else {
          gone.add(id);
        }
      });
      return new Points(target, gone);
    }
  }

  private static <V> Map<String, V> sorted(Map<String, V> values) {
    return Collections.unmodifiableMap(new TreeMap<>(values));
  }

  private static @Nullable Intrinsics after(@Nullable Intrinsics camera, Warp warp) {
    return camera == null ? null : Reframing.of(camera, warp.map()).camera();
  }
}
