package dev.gyre.streams.geometry;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Members of a record as a JSON parser gives them: any kind of number, maps, lists and strings. */
record RecordedMembers(Map<?, ?> members) {

  void format(String format) {
    if (!format.equals(text("format"))) {
      throw new IllegalArgumentException(
          "The record's format is '%s', not '%s'".formatted(text("format"), format));
    }
  }

  private <T> T member(String name, Class<T> type) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "Member '%s' of the record is %s, not a %s"
              .formatted(name, value, type.getSimpleName().toLowerCase(Locale.ROOT)));
    }
    return type.cast(value);
  }

  String text(String name) {
    return member(name, String.class);
  }

  double number(String name) {
    return member(name, Number.class).doubleValue();
  }

  int integer(String name) {
    double number = number(name);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Member '%s' of the record is %s, not a whole number".formatted(name, number));
    }
    return (int) number;
  }

  boolean flag(String name) {
    return member(name, Boolean.class);
  }

  RecordedMembers members(String name) {
    return new RecordedMembers(member(name, Map.class));
  }

  private List<?> values(String name) {
    return member(name, List.class);
  }

  List<RecordedMembers> list(String name) {
    return values(name).stream()
        .map(value -> {
          if (value instanceof Map<?, ?> map) {
            return new RecordedMembers(map);
          }
          throw new IllegalArgumentException(
              "Member '%s' of the record holds %s, not members".formatted(name, value));
        })
        .toList();
  }

  FrameSize size() {
    return new FrameSize(integer("width_px"), integer("height_px"));
  }

  Transform transform() {
    return switch (text("kind")) {
      case "resize" -> new Transform.Resize(size());
      case "crop" -> new Transform.Crop(integer("left_px"), integer("top_px"), size());
      case "pad" ->
          new Transform.Pad(
              integer("left_px"), integer("top_px"), integer("right_px"), integer("bottom_px"));
      case "flip" ->
          new Transform.Flip(
              flag("horizontal") ? Transform.Flip.Axis.HORIZONTAL : Transform.Flip.Axis.VERTICAL);
      case "quarter-turns" -> new Transform.QuarterTurns(integer("clockwise"));
      case "rotate" -> new Transform.Rotate(number("degrees"));
      case "perspective" ->
          new Transform.Perspective(values("shifts").stream().map(RecordedMembers::point).toList());
      default ->
          throw new IllegalArgumentException(
              "The record holds the step '%s', which is not known".formatted(text("kind")));
    };
  }

  private static Point point(Object value) {
    if (value instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof Number x
        && pair.get(1) instanceof Number y) {
      return new Point(x.doubleValue(), y.doubleValue());
    }
    throw new IllegalArgumentException("The record holds %s, not a shift [x, y]".formatted(value));
  }

  Photometric photometric() {
    for (Photometric.Change change : Photometric.Change.values()) {
      if (change.wireName().equals(text("kind"))) {
        return new Photometric(change, number("amount"), Long.parseLong(text("seed")));
      }
    }
    throw new IllegalArgumentException(
        "The record holds the change of light '%s', which is not known".formatted(text("kind")));
  }
}
