package dev.gyre.streams.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One step of an {@link Augmentation}: what may happen and how probable it is. Probabilities are in
 * [0, 1].
 */
public sealed interface RandomStep {

  /** The canonical members. */
  Map<String, Object> toMembers();

  /** A step of geometry. */
  sealed interface OfGeometry extends RandomStep {

    /** What happens to a frame of that size; nothing, or one step or more. */
    List<Transform> draw(SplitMix random, FrameSize size);
  }

  /** Always the same. */
  record Always(Transform transform) implements OfGeometry {

    @Override
    public List<Transform> draw(SplitMix random, FrameSize size) {
      return List.of(transform);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "always", "transform", transform.toMembers());
    }
  }

  /** A flip. */
  record Flip(double probability, Transform.Flip.Axis axis) implements OfGeometry {

    public Flip {
      check(probability);
    }

    @Override
    public List<Transform> draw(SplitMix random, FrameSize size) {
      return random.nextDouble() < probability ? List.of(new Transform.Flip(axis)) : List.of();
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "flip",
          "probability",
          probability,
          "horizontal",
          axis == Transform.Flip.Axis.HORIZONTAL);
    }
  }

  /** One, two or three quarter turns, equally probable; the frame's sides may change places. */
  record QuarterTurns(double probability) implements OfGeometry {

    public QuarterTurns {
      check(probability);
    }

    @Override
    public List<Transform> draw(SplitMix random, FrameSize size) {
      return random.nextDouble() < probability
          ? List.of(new Transform.QuarterTurns(1 + random.nextInt(3)))
          : List.of();
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "quarter-turns", "probability", probability);
    }
  }

  /**
   * A turn by an angle.
   *
   * @param degrees counter-clockwise, within ±360
   */
  record Rotate(double probability, Range degrees) implements OfGeometry {

    public Rotate {
      check(probability);
      degrees.within("Degrees", -360, 360);
    }

    @Override
    public List<Transform> draw(SplitMix random, FrameSize size) {
      return random.nextDouble() < probability
          ? List.of(new Transform.Rotate(degrees.draw(random)))
          : List.of();
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "rotate", "probability", probability, "degrees", degrees.toMembers());
    }
  }

  /**
   * A part of the frame, brought to one size.
   *
   * @param areaShare of the frame, in (0, 1]
   * @param stretch by how much the part is wider than the frame's own aspect ratio would make it,
   *     in [0.1, 10]; a part that would not fit is cut to the frame's side
   */
  record CropAndResize(Range areaShare, Range stretch, FrameSize size) implements OfGeometry {

    public CropAndResize {
      areaShare.within("Shares of the area", 1e-4, 1);
      stretch.within("Stretches", 0.1, 10);
    }

    @Override
    public List<Transform> draw(SplitMix random, FrameSize frame) {
      double side = StrictMath.sqrt(areaShare.draw(random));
      double wider = StrictMath.sqrt(stretch.drawByRatio(random));
      int width = part(frame.widthPx(), side * wider);
      int height = part(frame.heightPx(), side / wider);
      int left = random.nextInt(frame.widthPx() - width + 1);
      int top = random.nextInt(frame.heightPx() - height + 1);
      return List.of(
          new Transform.Crop(left, top, new FrameSize(width, height)), new Transform.Resize(size));
    }

    private static int part(int whole, double share) {
      return Math.clamp(Math.round(whole * share), 1, whole);
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind",
          "crop-and-resize",
          "area_share",
          areaShare.toMembers(),
          "stretch",
          stretch.toMembers(),
          "width_px",
          size.widthPx(),
          "height_px",
          size.heightPx());
    }
  }

  /**
   * Each corner moves by itself.
   *
   * @param mostShift in shares of width and height, in [0, 0.2]: such corners are always convex
   */
  record Perspective(double probability, double mostShift) implements OfGeometry {

    public Perspective {
      check(probability);
      new Range(mostShift, mostShift).within("Shifts of corners", 0, 0.2);
    }

    @Override
    public List<Transform> draw(SplitMix random, FrameSize size) {
      if (random.nextDouble() >= probability) {
        return List.of();
      }
      Range shift = new Range(-mostShift, mostShift);
      List<Point> shifts = new ArrayList<>();
      for (int corner = 0; corner < 4; corner++) {
        shifts.add(new Point(shift.draw(random), shift.draw(random)));
      }
      return List.of(new Transform.Perspective(shifts));
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "perspective", "probability", probability, "most_shift", mostShift);
    }
  }

  /**
   * A change of light.
   *
   * @param amount as {@link Photometric.Change} bounds it
   */
  record OfLight(Photometric.Change change, double probability, Range amount)
      implements RandomStep {

    public OfLight {
      check(probability);
      change.check(amount);
    }

    List<Photometric> draw(SplitMix random) {
      if (random.nextDouble() >= probability) {
        return List.of();
      }
      double drawn = amount.draw(random);
      long seed = change == Photometric.Change.NOISE ? random.nextLong() : 0;
      return List.of(new Photometric(change, drawn, seed));
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind", change.wireName(), "probability", probability, "amount", amount.toMembers());
    }
  }

  private static void check(double probability) {
    new Range(probability, probability).within("Probabilities", 0, 1);
  }
}
