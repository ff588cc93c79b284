package dev.gyre.streams.preparation;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ids as a stream's declaration has them stored, whatever table an item has of its own. */
final class StoredIds {

  private StoredIds() {}

  /**
   * The ids in the declared type, those of an item's own table by the names of its classes; the
   * same object if they are so already. What is no map of ids stays for its form to be judged.
   *
   * @throws RejectedException if an id is not in the item's table, or its class not in the declared
   */
  static NdArray asDeclared(NdArray stored, PreparedStream stream, @Nullable Labels own)
      throws RejectedException {
    ElementType type = stream.declaration().form().type();
    Labels declared = stream.declaration().labels();
    if (stored.type().isFloating() || stored.rank() != 2) {
      return stored;
    }
    if (declared == null || own == null || own.equals(declared)) {
      return widened(stored, type);
    }
    Map<Integer, Integer> ids = translation(own, declared);
    Map<Integer, Long> unknown = new TreeMap<>();
    double[] values = new double[stored.length()];
    for (int i = 0; i < values.length; i++) {
      int id = (int) stored.at(i);
      Integer target = ids.get(id);
      if (target == null) {
        unknown.merge(id, 1L, Long::sum);
      } else {
        values[i] = target;
      }
    }
    if (!unknown.isEmpty()) {
      throw new RejectedException(
          stream,
          Reject.Reason.UNKNOWN_CLASS,
          "Ids and their counts that the item's table does not have, or whose class is none here: "
              + unknown);
    }
    return StoredValues.of(type, values, stored.shape());
  }

  private static Map<Integer, Integer> translation(Labels own, Labels declared) {
    Map<Integer, Integer> ids = new HashMap<>();
    for (LabelClass one : own.classes()) {
      declared.idOf(one.name()).ifPresent(id -> ids.put(one.id(), id));
    }
    if (own.ignoreId() != null && declared.ignoreId() != null) {
      ids.put(own.ignoreId(), declared.ignoreId());
    }
    return ids;
  }

  /** Eight bits are sixteen without loss. */
  private static NdArray widened(NdArray stored, ElementType type) {
    if (stored.type() != ElementType.UINT8 || type != ElementType.UINT16) {
      return stored;
    }
    double[] values = new double[stored.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = stored.at(i);
    }
    return StoredValues.of(type, values, stored.shape());
  }
}
