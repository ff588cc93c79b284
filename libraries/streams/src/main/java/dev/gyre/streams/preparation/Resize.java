package dev.gyre.streams.preparation;

import dev.gyre.streams.image.Image;
import java.util.Locale;
import java.util.Map;

/** Whether prepared pictures have one size, and how they come to it. */
public sealed interface Resize {

  /** The picture in its new size; the same object if nothing is to be done. */
  Image apply(Image image);

  /** The canonical members of this step. */
  Map<String, Object> toMembers();

  /** Pictures keep their sizes. */
  record None() implements Resize {

    @Override
    public Image apply(Image image) {
      return image;
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of("kind", "none");
    }
  }

  /**
   * All pictures get this size; the aspect ratio is not kept.
   *
   * @param widthPx 1 to 16384
   * @param heightPx 1 to 16384
   */
  record Fixed(int widthPx, int heightPx, Interpolation kind) implements Resize {

    public Fixed {
      if (widthPx < 1 || widthPx > 16384 || heightPx < 1 || heightPx > 16384) {
        throw new IllegalArgumentException(
            "Cannot resize to %d x %d pixels; sides are 1 to 16384".formatted(widthPx, heightPx));
      }
    }

    @Override
    public Image apply(Image image) {
      if (image.widthPx() == widthPx && image.heightPx() == heightPx) {
        return image;
      }
      return switch (kind) {
        case LINEAR -> Resampling.linear(image, widthPx, heightPx);
        case NEAREST -> Resampling.nearest(image, widthPx, heightPx);
      };
    }

    @Override
    public Map<String, Object> toMembers() {
      return Map.of(
          "kind", kind.name().toLowerCase(Locale.ROOT), "width", widthPx, "height", heightPx);
    }
  }

  /** How values between pixels are found. Both are ONNX {@code Resize} without antialiasing. */
  enum Interpolation {
    /**
     * {@code mode=linear, coordinate_transformation_mode=half_pixel}, then {@code Round} (halves to
     * even) to eight bits.
     */
    LINEAR,
    /** {@code mode=nearest, coordinate_transformation_mode=asymmetric, nearest_mode=floor}. */
    NEAREST
  }
}
