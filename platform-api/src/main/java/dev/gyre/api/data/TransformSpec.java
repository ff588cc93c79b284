package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gyre.api.PlatformException;
import java.util.List;

/** One step of a preparation's geometry, applied alike to every stream with height and width. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransformSpec.Resize.class, name = "RESIZE"),
  @JsonSubTypes.Type(value = TransformSpec.Crop.class, name = "CROP"),
  @JsonSubTypes.Type(value = TransformSpec.Pad.class, name = "PAD"),
  @JsonSubTypes.Type(value = TransformSpec.Flip.class, name = "FLIP"),
  @JsonSubTypes.Type(value = TransformSpec.QuarterTurns.class, name = "QUARTER_TURNS"),
  @JsonSubTypes.Type(value = TransformSpec.Rotate.class, name = "ROTATE"),
  @JsonSubTypes.Type(value = TransformSpec.Perspective.class, name = "PERSPECTIVE")
})
public sealed interface TransformSpec {

  /** Whether every frame has one size after it. */
  default boolean setsSize() {
    return switch (this) {
      case Resize _, Crop _ -> true;
      case Pad _, Flip _, QuarterTurns _, Rotate _, Perspective _ -> false;
    };
  }

  /**
   * The frame gets this size; the aspect ratio is not kept.
   *
   * @param widthPx 1 to 16384
   * @param heightPx 1 to 16384
   */
  record Resize(int widthPx, int heightPx) implements TransformSpec {

    public Resize {
      ResizeSpec.requireSide("geometry.width_px", widthPx);
      ResizeSpec.requireSide("geometry.height_px", heightPx);
    }
  }

  /**
   * The part of the frame from column {@code leftPx} and row {@code topPx} on; a frame that it does
   * not lie within is a reject.
   *
   * @param leftPx 0 or more
   * @param topPx 0 or more
   * @param widthPx 1 to 16384
   * @param heightPx 1 to 16384
   */
  record Crop(int leftPx, int topPx, int widthPx, int heightPx) implements TransformSpec {

    public Crop {
      requireMargin("geometry.left_px", leftPx);
      requireMargin("geometry.top_px", topPx);
      ResizeSpec.requireSide("geometry.width_px", widthPx);
      ResizeSpec.requireSide("geometry.height_px", heightPx);
    }
  }

  /** Columns and rows of each stream's fill around the frame, each 0 to 16384. */
  record Pad(int leftPx, int topPx, int rightPx, int bottomPx) implements TransformSpec {

    public Pad {
      requireMargin("geometry.left_px", leftPx);
      requireMargin("geometry.top_px", topPx);
      requireMargin("geometry.right_px", rightPx);
      requireMargin("geometry.bottom_px", bottomPx);
    }
  }

  /**
   * Left becomes right, or top becomes bottom.
   *
   * @param horizontal whether left and right change sides
   */
  record Flip(boolean horizontal) implements TransformSpec {}

  /**
   * Turns by right angles.
   *
   * @param clockwise 1 to 3 quarters
   */
  record QuarterTurns(int clockwise) implements TransformSpec {

    public QuarterTurns {
      if (clockwise < 1 || clockwise > 3) {
        throw PlatformException.invalid("geometry.clockwise", clockwise, "1 to 3");
      }
    }
  }

  /**
   * Turns about the middle of the frame, whose size stays.
   *
   * @param degrees counter-clockwise as one sees it; finite
   */
  record Rotate(double degrees) implements TransformSpec {

    public Rotate {
      if (!Double.isFinite(degrees)) {
        throw PlatformException.invalid("geometry.degrees", degrees, "finite");
      }
    }
  }

  /**
   * Moves the four corners of the frame, whose size stays.
   *
   * @param shifts of the top left, top right, bottom right and bottom left corner
   */
  record Perspective(List<Shift> shifts) implements TransformSpec {

    private static final double MOST = 0.45;

    public Perspective {
      shifts = List.copyOf(shifts);
      boolean near =
          shifts.stream()
              .allMatch(shift -> Math.abs(shift.x()) <= MOST && Math.abs(shift.y()) <= MOST);
      if (shifts.size() != 4 || !near) {
        throw PlatformException.invalid(
            "geometry.shifts", shifts, "four, each within ±%s".formatted(MOST));
      }
    }
  }

  /**
   * How far a corner moves.
   *
   * @param x in shares of the width
   * @param y in shares of the height
   */
  record Shift(double x, double y) {}

  private static void requireMargin(String field, int px) {
    if (px < 0 || px > 16_384) {
      throw PlatformException.invalid(field, px, "0 to 16384 pixels");
    }
  }
}
