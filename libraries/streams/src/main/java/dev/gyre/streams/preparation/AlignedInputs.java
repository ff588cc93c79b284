package dev.gyre.streams.preparation;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.align.AlignedItem;
import dev.gyre.streams.align.AlignedSample;
import dev.gyre.streams.align.Interpolation;
import dev.gyre.streams.align.Pose;
import dev.gyre.streams.align.Quaternion;
import dev.gyre.streams.align.TimedItem;
import dev.gyre.streams.align.Vector3;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.ItemAttributes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Turns aligned samples into inputs: held and matched items as they are, interpolated numbers and
 * poses computed, filled streams left out so that the preparation fills them.
 */
public final class AlignedInputs {

  /** Where the items of streams are. */
  public interface Items {

    /** An item as input; its alignment is added here. */
    InputItem item(String stream, TimedItem item) throws IOException;

    /** The numbers of an item of kind pose or vector, of rank 1. */
    NdArray numbers(String stream, TimedItem item) throws IOException;
  }

  private final Items items;
  private final Set<String> annotations;

  /**
   * With items from there.
   *
   * @param annotations names of the streams that are dense annotations
   */
  public AlignedInputs(Items items, Set<String> annotations) {
    this.items = items;
    this.annotations = Set.copyOf(annotations);
  }

  /**
   * The aligned streams of a sample as its input.
   *
   * @param sample all but its streams
   * @throws IllegalArgumentException if a stream is interpolated whose kind has nothing between two
   *     items, or whose numbers are no pose
   * @throws IOException if an item cannot be read now
   */
  public InputSample join(InputSample sample, AlignedSample aligned) throws IOException {
    Map<String, InputItem> streams = new TreeMap<>(sample.streams());
    Map<String, InputItem> dense = new TreeMap<>(sample.annotations());
    for (Map.Entry<String, AlignedItem> entry : aligned.items().entrySet()) {
      String name = entry.getKey();
      if (!(entry.getValue() instanceof AlignedItem.Filled)) {
        InputItem item = item(name, entry.getValue());
        (annotations.contains(name) ? dense : streams).put(name, item);
      }
    }
    return new InputSample(
        sample.key(),
        sample.label(),
        sample.split(),
        sample.group(),
        sample.place(),
        streams,
        dense);
  }

  private InputItem item(String stream, AlignedItem aligned) throws IOException {
    return switch (aligned) {
      case AlignedItem.Exact(TimedItem item) -> items.item(stream, item).with(aligned);
      case AlignedItem.Matched(TimedItem item, long _) -> items.item(stream, item).with(aligned);
      case AlignedItem.Held(TimedItem item, long _) -> items.item(stream, item).with(aligned);
      case AlignedItem.Interpolated(TimedItem before, TimedItem after, double share) ->
          new InputItem(
              before.id() + ".." + after.id(),
              new InputItem.Content.Values(
                  between(
                      before.kind(),
                      items.numbers(stream, before),
                      items.numbers(stream, after),
                      share)),
              ItemAttributes.NONE,
              /* statedSample= */ null,
              aligned);
      case AlignedItem.Filled() -> throw new IllegalStateException("A filled stream has no item");
    };
  }

  private static NdArray between(StreamKind kind, NdArray before, NdArray after, double share) {
    List<Double> numbers;
    if (kind.equals(StreamKind.POSE)) {
      numbers = numbers(pose(before).towards(pose(after), share));
    } else if (kind.equals(StreamKind.VECTOR)) {
      numbers = Interpolation.numbers(numbers(before), numbers(after), share);
    } else {
      throw new IllegalArgumentException(
          "Between two items of kind '%s' lies none; hold one or match the nearest"
              .formatted(kind.name()));
    }
    double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return StoredValues.of(before.type(), values, values.length);
  }

  private static List<Double> numbers(NdArray array) {
    return IntStream.range(0, array.length()).mapToObj(array::at).toList();
  }

  /** {@code x y z qx qy qz qw}, as {@link StreamKind#POSE} has it. */
  private static Pose pose(NdArray array) {
    if (array.length() != 7) {
      throw new IllegalArgumentException("%s is no pose of seven numbers".formatted(array));
    }
    return new Pose(
        new Vector3(array.at(0), array.at(1), array.at(2)),
        new Quaternion(array.at(6), array.at(3), array.at(4), array.at(5)));
  }

  private static List<Double> numbers(Pose pose) {
    Vector3 at = pose.position();
    Quaternion turn = pose.rotation();
    return List.of(
        at.xMetres(), at.yMetres(), at.zMetres(), turn.x(), turn.y(), turn.z(), turn.w());
  }
}
