package dev.gyre.streams.geometry;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded frames and steps for tests. */
final class Frames {

  private Frames() {}

  /** Values of no pattern; whole numbers below {@code values}. */
  static NdArray noise(Random random, ElementType type, int values, int... shape) {
    Values noise = Values.ofShape(type, shape);
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    for (int i = 0; i < length; i++) {
      noise.set(i, random.nextInt(values));
    }
    return noise.array(shape);
  }

  /** A picture of three channels that changes by at most a few levels from pixel to pixel. */
  static NdArray smooth(Random random, FrameSize size) {
    Values smooth = Values.ofShape(ElementType.UINT8, size.heightPx(), size.widthPx(), 3);
    double[] waves = random.doubles(12, 0.02, 0.08).toArray();
    double[] phases = random.doubles(12, 0, 6).toArray();
    int at = 0;
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = 0; x < size.widthPx(); x++) {
        for (int c = 0; c < 3; c++) {
          double across = Math.sin(waves[c] * x + phases[c]);
          double down = Math.sin(waves[3 + c] * y + phases[3 + c]);
          double both = Math.sin(waves[6 + c] * x + waves[9 + c] * y + phases[6 + c]);
          smooth.set(at++, 127.5 + 40 * (across + down + both));
        }
      }
    }
    return smooth.array(size.heightPx(), size.widthPx(), 3);
  }

  static FrameSize size(Random random) {
    return new FrameSize(20 + random.nextInt(80), 20 + random.nextInt(80));
  }

  /** One to four steps that fit a frame of that size. */
  static List<Transform> steps(Random random, FrameSize size) {
    List<Transform> steps = new ArrayList<>();
    FrameSize now = size;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Transform step = step(random, random.nextInt(7), now);
      steps.add(step);
      now = step.sizeAfter(now);
    }
    return steps;
  }

  static Transform step(Random random, int kind, FrameSize now) {
    return switch (kind) {
      case 0 -> new Transform.Resize(size(random));
      case 1 -> {
        int left = random.nextInt(now.widthPx() / 3);
        int top = random.nextInt(now.heightPx() / 3);
        yield new Transform.Crop(
            left,
            top,
            new FrameSize(
                now.widthPx() - left - random.nextInt(now.widthPx() / 3),
                now.heightPx() - top - random.nextInt(now.heightPx() / 3)));
      }
      case 2 ->
          new Transform.Pad(
              random.nextInt(20), random.nextInt(20), random.nextInt(20), random.nextInt(20));
      case 3 ->
          new Transform.Flip(
              random.nextBoolean() ? Transform.Flip.Axis.HORIZONTAL : Transform.Flip.Axis.VERTICAL);
      case 4 -> new Transform.QuarterTurns(1 + random.nextInt(3));
      case 5 -> new Transform.Rotate(random.nextDouble(-180, 180));
      default -> {
        List<Point> shifts = new ArrayList<>();
        for (int corner = 0; corner < 4; corner++) {
          shifts.add(new Point(random.nextDouble(-0.2, 0.2), random.nextDouble(-0.2, 0.2)));
        }
        yield new Transform.Perspective(shifts);
      }
    };
  }
}
