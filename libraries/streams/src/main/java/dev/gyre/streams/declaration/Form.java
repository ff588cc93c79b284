package dev.gyre.streams.declaration;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Element type and shape of a stream's decoded values.
 *
 * @param shape sides, where {@link #ANY} leaves one open
 */
public record Form(ElementType type, List<Integer> shape) {

  /** A side of any length. */
  public static final int ANY = -1;

  public Form {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.size() > 4 || shape.stream().anyMatch(s -> s != ANY && s < 1)) {
      throw new IllegalArgumentException(
          "shape is %s; give 1 to 4 sides of at least 1, or -1 for any".formatted(shape));
    }
  }

  /** Height and width of any length, then the channels if they are not 1. */
  public static Form picture(ElementType type, int channels) {
    return new Form(type, channels == 1 ? List.of(ANY, ANY) : List.of(ANY, ANY, channels));
  }

  /** Numbers of one instant. */
  public static Form vector(ElementType type, int length) {
    return new Form(type, List.of(length));
  }

  /** Whether every side is said. */
  public boolean isFixed() {
    return !shape.contains(ANY);
  }

  /** What in the values is not of this form, naming field and value; empty if they are. */
  public Optional<String> mismatch(NdArray values) {
    if (values.type() != type) {
      return Optional.of("type is %s, not %s".formatted(values.type().wireName(), type.wireName()));
    }
    boolean fits = values.rank() == shape.size();
    for (int axis = 0; fits && axis < shape.size(); axis++) {
      fits = shape.get(axis) == ANY || shape.get(axis) == values.size(axis);
    }
    return fits
        ? Optional.empty()
        : Optional.of("shape is %s, not %s".formatted(Arrays.toString(values.shape()), shape));
  }

  Map<String, Object> toMembers() {
    return Map.of("type", type.wireName(), "shape", shape);
  }
}
