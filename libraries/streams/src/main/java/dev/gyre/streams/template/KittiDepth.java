package dev.gyre.streams.template;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.util.List;

/**
 * The trees of the <a href="https://www.cvlibs.net/datasets/kitti/eval_depth_all.php">KITTI</a>
 * depth benchmark: 16-bit PNG, metres = stored value / 256, 0 where nothing was measured.
 */
public final class KittiDepth {

  /** Of the laser scanner, with room on both sides. */
  private static final Measure METRES = Measure.metres(1 / 256.0, 0, new Measure.Range(0.5, 130));

  private KittiDepth() {}

  /** The depth stream. */
  public static StreamDeclaration depth() {
    return StreamDeclaration.of(
        "depth", StreamKind.DEPTH, Form.picture(ElementType.UINT16, 1), METRES);
  }

  /**
   * Streams {@code rgb} and {@code depth} of the left camera, where the drives of the raw data and
   * the annotated depth are unpacked beside each other.
   */
  public static StreamTemplates drives() {
    return StreamTemplates.of(
        List.of(
            StreamTemplate.of(rgb(), "{any}/{sequence}/image_02/data/{id}.png"),
            StreamTemplate.of(
                depth(), "{split}/{sequence}/proj_depth/groundtruth/image_02/{id}.png")));
  }

  /** Streams {@code rgb} and {@code depth} of the cropped selection for validation. */
  public static StreamTemplates selection() {
    return StreamTemplates.of(
        List.of(
            StreamTemplate.of(rgb(), "image/{sequence}_image_{id}.png"),
            StreamTemplate.of(depth(), "groundtruth_depth/{sequence}_groundtruth_depth_{id}.png")));
  }

  private static StreamDeclaration rgb() {
    return StreamDeclaration.of(
        "rgb", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN);
  }
}
