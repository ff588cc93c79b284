package dev.gyre.streams.preparation;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ids of a label map in the order of the preparation's classes.
 *
 * @param ids the new id by the old
 * @param written the table of what is written
 */
record LabelRemap(Map<Integer, Integer> ids, Labels written) {

  /**
   * By the names of classes.
   *
   * @throws IllegalArgumentException if a class of the table is neither among the classes nor
   *     ignored, or the element type cannot hold all ids
   */
  static LabelRemap of(PreparedStream stream, List<String> classes) {
    Labels labels = stream.declaration().labels();
    if (labels == null) {
      throw new IllegalArgumentException("Stream '%s' has no labels".formatted(stream.name()));
    }
    int ignore = stream.declaration().form().type() == ElementType.UINT8 ? 255 : 65_535;
    if (classes.size() > ignore) {
      throw new IllegalArgumentException(
          "Stream '%s' holds %d ids, and there are %d classes"
              .formatted(stream.name(), ignore, classes.size()));
    }
    Map<Integer, Integer> ids = new HashMap<>();
    Map<String, Integer> colours = new HashMap<>();
    Set<String> ignored = new HashSet<>(stream.ignored());
    for (LabelClass one : labels.classes()) {
      int index = classes.indexOf(one.name());
      boolean skipped = ignored.remove(one.name());
      if ((index >= 0) == skipped) {
        throw new IllegalArgumentException(
            "Class '%s' of label map '%s' must be either among the classes %s or ignored"
                .formatted(one.name(), stream.name(), classes));
      }
      colours.put(one.name(), one.rgb());
      ids.put(one.id(), skipped ? ignore : index);
    }
    if (!ignored.isEmpty()) {
      throw new IllegalArgumentException(
          "Label map '%s' ignores %s, which it does not have".formatted(stream.name(), ignored));
    }
    if (labels.ignoreId() != null) {
      ids.put(labels.ignoreId(), ignore);
    }
    List<LabelClass> written = new ArrayList<>();
    for (String name : classes) {
      written.add(new LabelClass(written.size(), name, colours.getOrDefault(name, 0)));
    }
    return new LabelRemap(Map.copyOf(ids), new Labels(written, ignore));
  }

  /** The new ids; every old one must be in the table. */
  NdArray apply(NdArray stored) {
    double[] values = new double[stored.length()];
    for (int i = 0; i < values.length; i++) {
      int id = (int) stored.at(i);
      Integer target = ids.get(id);
      if (target == null) {
        throw new IllegalArgumentException("Id %d is not in the table".formatted(id));
      }
      values[i] = target;
    }
    return StoredValues.of(stored.type(), values, stored.shape());
  }
}
