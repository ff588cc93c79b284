package dev.gyre.streams.template;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.declaration.Calibration;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.declaration.Timing;
import java.util.List;

/**
 * The trees of the <a href="https://cvg.cit.tum.de/data/datasets/rgbd-dataset/file_formats">TUM
 * RGB-D benchmark</a>: streams {@code rgb}, {@code depth} (metres = stored value / 5000, 0 where
 * nothing was measured) and {@code pose} ({@code tx ty tz qx qy qz qw}), by the lists {@code
 * rgb.txt}, {@code depth.txt} and {@code groundtruth.txt}.
 */
public final class TumRgbd {

  /** The one that the benchmark advises where none is known. */
  private static final Calibration CAMERA =
      new Calibration(640, 480, 525, 525, 319.5, 239.5, Calibration.Distortion.NONE);

  private static final Timing CAMERA_TIMES = new Timing("header", 30.0);

  private TumRgbd() {}

  /** The depth stream. */
  public static StreamDeclaration depth() {
    return StreamDeclaration.of(
            "depth",
            StreamKind.DEPTH,
            Form.picture(ElementType.UINT16, 1),
            Measure.metres(1 / 5000.0, 0, new Measure.Range(0.3, 13.2)))
        .with(CAMERA_TIMES)
        .with(CAMERA);
  }

  /** The lists of all streams. */
  public static TimedLists lists() {
    StreamDeclaration rgb =
        StreamDeclaration.of(
                "rgb", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN)
            .with(CAMERA_TIMES)
            .with(CAMERA);
    StreamDeclaration pose =
        StreamDeclaration.of(
                "pose",
                StreamKind.POSE,
                Form.vector(ElementType.FLOAT64, 7),
                new Measure("m", 1, 0, null, null))
            .with(new Timing("header", 100.0));
    return new TimedLists(
        List.of(
            new TimedList(rgb, "rgb.txt", TimedList.Content.PATH),
            new TimedList(depth(), "depth.txt", TimedList.Content.PATH),
            new TimedList(pose, "groundtruth.txt", TimedList.Content.NUMBERS)));
  }
}
