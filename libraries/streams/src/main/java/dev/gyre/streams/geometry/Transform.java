package dev.gyre.streams.geometry;

import java.util.List;
import java.util.Map;

/** One step of geometry. The same step is applied to every stream of a sample. */
public sealed interface Transform {

  /**
   * The size of what comes out.
   *
   * @throws IllegalArgumentException if the step does not fit a frame of that size
   */
  FrameSize sizeAfter(FrameSize before);

  /** Where points of a frame of that size go; pixel centres are whole numbers. */
  Homography map(FrameSize before);

  /** The canonical members. */
  Map<String, Object> toMembers();

  /** The frame gets this size; the aspect ratio is not kept. */
  record Resize(FrameSize size) implements Transform {

    @Override
    public FrameSize sizeAfter(FrameSize before) {
      return size;
    }

    @Override
    public Homography map(FrameSize before) {
      double x = size.widthPx() / (double) before.widthPx();
      double y = size.heightPx() / (double) before.heightPx();
      return Homography.ofEdges(Homography.affine(x, 0, 0, 0, y, 0));
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "resize", "width_px", size.widthPx(), "height_px", size.heightPx());
    }
  }

  /**
   * The part of the frame from column {@code leftPx} and row {@code topPx} on. It must lie within
   * the frame.
   */
  record Crop(int leftPx, int topPx, FrameSize size) implements Transform {

    public Crop {
      if (leftPx < 0 || topPx < 0) {
        throw new IllegalArgumentException(
            "A crop from (%d, %d) begins outside; take 0 or more, or pad first"
                .formatted(leftPx, topPx));
      }
    }

    @Override
    public FrameSize sizeAfter(FrameSize before) {
      if ((long) leftPx + size.widthPx() > before.widthPx()
          || (long) topPx + size.heightPx() > before.heightPx()) {
        throw new IllegalArgumentException(
            "A crop of %s from (%d, %d) does not fit a frame of %s; make it smaller, or pad first"
                .formatted(size, leftPx, topPx, before));
      }
      return size;
    }

    @Override
    public Homography map(FrameSize before) {
      return Homography.affine(1, 0, -leftPx, 0, 1, -topPx);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "crop",
          "left_px",
          leftPx,
          "top_px",
          topPx,
          "width_px",
          size.widthPx(),
          "height_px",
          size.heightPx());
    }
  }

  /** Rows and columns of each stream's fill around the frame; each 0 or more. */
  record Pad(int leftPx, int topPx, int rightPx, int bottomPx) implements Transform {

    public Pad {
      if (Math.min(Math.min(leftPx, topPx), Math.min(rightPx, bottomPx)) < 0) {
        throw new IllegalArgumentException(
            "Padding %d, %d, %d, %d has a side below 0; crop instead"
                .formatted(leftPx, topPx, rightPx, bottomPx));
      }
    }

    @Override
    public FrameSize sizeAfter(FrameSize before) {
      return new FrameSize(
          Math.addExact(before.widthPx(), Math.addExact(leftPx, rightPx)),
          Math.addExact(before.heightPx(), Math.addExact(topPx, bottomPx)));
    }

    @Override
    public Homography map(FrameSize before) {
      return Homography.affine(1, 0, leftPx, 0, 1, topPx);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "pad",
          "left_px",
          leftPx,
          "top_px",
          topPx,
          "right_px",
          rightPx,
          "bottom_px",
          bottomPx);
    }
  }

  /** Left becomes right, or top becomes bottom. */
  record Flip(Axis axis) implements Transform {

    /** What changes sides. */
    public enum Axis {
      /** Left and right. */
      HORIZONTAL,
      /** Top and bottom. */
      VERTICAL
    }

    @Override
    public FrameSize sizeAfter(FrameSize before) {
      return before;
    }

    @Override
    public Homography map(FrameSize before) {
      return switch (axis) {
        case HORIZONTAL -> Homography.affine(-1, 0, before.widthPx() - 1, 0, 1, 0);
        case VERTICAL -> Homography.affine(1, 0, 0, 0, -1, before.heightPx() - 1);
      };
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "flip", "horizontal", axis == Axis.HORIZONTAL);
    }
  }

  /**
   * Turns by 90 degrees clockwise; sides change places when their number is odd.
   *
   * @param clockwise 1, 2 or 3
   */
  record QuarterTurns(int clockwise) implements Transform {

    public QuarterTurns {
      if (clockwise < 1 || clockwise > 3) {
        throw new IllegalArgumentException("%d quarter turns; take 1, 2 or 3".formatted(clockwise));
      }
    }

    @Override
    public FrameSize sizeAfter(FrameSize before) {
      return clockwise == 2 ? before : before.onItsSide();
    }

    @Override
    public Homography map(FrameSize before) {
      int right = before.widthPx() - 1;
      int bottom = before.heightPx() - 1;
      return switch (clockwise) {
        case 1 -> Homography.affine(0, -1, bottom, 1, 0, 0);
        case 2 -> Homography.affine(-1, 0, right, 0, -1, bottom);
        default -> Homography.affine(0, 1, 0, -1, 0, right);
      };
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "quarter-turns", "clockwise", clockwise);
    }
  }

  /**
   * Turns about the middle of the frame, whose size stays: corners are lost, and others filled.
   *
   * @param degrees counter-clockwise as one sees it, as in {@code cv2.getRotationMatrix2D}; finite
   */
  record Rotate(double degrees) implements Transform {

    public Rotate {
      if (!Double.isFinite(degrees)) {
        throw new IllegalArgumentException("Cannot turn by %s degrees".formatted(degrees));
      }
    }

    @Override
    public FrameSize sizeAfter(FrameSize before) {
      return before;
    }

    @Override
    public Homography map(FrameSize before) {
      double angle = StrictMath.toRadians(degrees);
      double cosine = StrictMath.cos(angle);
      double sine = StrictMath.sin(angle);
      double x = (before.widthPx() - 1) / 2.0;
      double y = (before.heightPx() - 1) / 2.0;
      return Homography.affine(
          cosine, sine, x - cosine * x - sine * y, -sine, cosine, y + sine * x - cosine * y);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "rotate", "degrees", degrees);
    }
  }

  /**
   * Moves the four corners of the frame, whose size stays, as if the camera looked from elsewhere.
   *
   * @param shifts how far the top left, top right, bottom right and bottom left corner move, in
   *     shares of width and height, each within ±0.45; the corners stay convex
   */
  record Perspective(List<Point> shifts) implements Transform {

    private static final double MOST = 0.45;

    public Perspective {
      shifts = List.copyOf(shifts);
      boolean near =
          shifts.stream()
              .allMatch(shift -> Math.abs(shift.x()) <= MOST && Math.abs(shift.y()) <= MOST);
      if (shifts.size() != 4 || !near || !isConvex(moved(shifts, 1, 1))) {
        throw new IllegalArgumentException(
            "Corner shifts %s; take four within ±%s that keep the frame convex"
                .formatted(shifts, MOST));
      }
    }

    private static List<Point> moved(List<Point> shifts, double width, double height) {
      return List.of(
          new Point(shifts.get(0).x() * width, shifts.get(0).y() * height),
          new Point((1 + shifts.get(1).x()) * width, shifts.get(1).y() * height),
          new Point((1 + shifts.get(2).x()) * width, (1 + shifts.get(2).y()) * height),
          new Point(shifts.get(3).x() * width, (1 + shifts.get(3).y()) * height));
    }

    private static boolean isConvex(List<Point> corners) {
      for (int i = 0; i < 4; i++) {
        Point a = corners.get(i);
        Point b = corners.get((i + 1) % 4);
        Point c = corners.get((i + 2) % 4);
        double turn = (b.x() - a.x()) * (c.y() - b.y()) - (b.y() - a.y()) * (c.x() - b.x());
        if (turn <= 1e-3) {
          return false;
        }
      }
      return true;
    }

    @Override
    public FrameSize sizeAfter(FrameSize before) {
      return before;
    }

    @Override
    public Homography map(FrameSize before) {
      Homography edges =
          Homography.between(
              before.box().corners(), moved(shifts, before.widthPx(), before.heightPx()));
      return Homography.ofEdges(edges);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "perspective",
          "shifts",
          shifts.stream().map(shift -> List.of(shift.x(), shift.y())).toList());
    }
  }
}
