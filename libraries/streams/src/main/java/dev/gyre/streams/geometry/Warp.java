package dev.gyre.streams.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps of geometry made into one map, so that pixels are sampled once.
 *
 * <p>What a step cut away stays away: where a crop is padded again, or a turned frame turned back,
 * there is fill and not what was there before, just as if the steps were taken one by one.
 */
public final class Warp {

  /** A frame on the way: what was outside of it is gone. */
  record Frame(Homography fromSource, FrameSize size) {}

  private final FrameSize from;
  private final FrameSize to;
  private final Homography map;
  private final List<Frame> frames;

  private Warp(FrameSize from, FrameSize to, Homography map, List<Frame> frames) {
    this.from = from;
    this.to = to;
    this.map = map;
    this.frames = frames;
  }

  /**
   * The steps in their order, from a frame of that size.
   *
   * @throws IllegalArgumentException if a step does not fit the frame that it gets
   */
  public static Warp of(FrameSize from, List<Transform> steps) {
    FrameSize size = from;
    Homography map = Homography.IDENTITY;
    List<Frame> frames = new ArrayList<>(List.of(new Frame(map, from)));
    for (Transform step : steps) {
      map = map.then(step.map(size));
      size = step.sizeAfter(size);
      frames.add(new Frame(map, size));
    }
    frames.removeLast();
    Homography whole = map;
    FrameSize to = size;
    return new Warp(
        from, to, whole, frames.stream().filter(frame -> cuts(frame, whole, to)).toList());
  }

  /** Whether some of the target shows what is outside of the frame. */
  private static boolean cuts(Frame frame, Homography map, FrameSize to) {
    Homography back = map.inverse().then(frame.fromSource()).toEdges();
    double slack = 1e-6;
    return !to.box().corners().stream()
        .allMatch(corner -> {
          Point place = back.apply(corner);
          return back.depthOf(corner.x(), corner.y()) > 0
              && place.x() >= -slack
              && place.y() >= -slack
              && place.x() <= frame.size().widthPx() + slack
              && place.y() <= frame.size().heightPx() + slack;
        });
  }

  /** The size of the frames that it takes. */
  public FrameSize from() {
    return from;
  }

  /** The size of the frames that it gives. */
  public FrameSize to() {
    return to;
  }

  /** Where points go, pixel centres at whole numbers. */
  public Homography map() {
    return map;
  }

  /** The frames on the way, the source first, that cut something which the target would show. */
  List<Frame> frames() {
    return frames;
  }
}
