package dev.gyre.streams.declaration;

import dev.gyre.streams.canonical.CanonicalJson;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a label map may hold.
 *
 * @param classes at least one; no id and no name twice
 * @param ignoreId the id of places that say nothing and are not scored; null if there is none. It
 *     may be the id of a class
 */
public record Labels(List<LabelClass> classes, @Nullable Integer ignoreId) {

  /**
   * One class of a label map.
   *
   * @param id as it is stored, 0 to 65,535
   * @param rgb the colour in which it is shown, {@code 0xRRGGBB}
   */
  public record LabelClass(int id, String name, int rgb) {

    public LabelClass {
      requireId("labels.classes.id", id);
      if (name.isBlank() || !CanonicalJson.isWellFormed(name)) {
        throw new IllegalArgumentException("labels.classes.name is '%s'".formatted(name));
      }
      if (rgb < 0 || rgb > 0xffffff) {
        throw new IllegalArgumentException(
            "labels.classes.rgb of '%s' is %x; give 0 to ffffff".formatted(name, rgb));
      }
    }
  }

  public Labels {
    classes = List.copyOf(classes);
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (LabelClass one : classes) {
      if (!ids.add(one.id()) || !names.add(one.name())) {
        throw new IllegalArgumentException(
            "labels.classes have id %d or name '%s' twice".formatted(one.id(), one.name()));
      }
    }
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("labels.classes are empty; name at least one");
    }
    if (ignoreId != null) {
      requireId("labels.ignoreId", ignoreId);
    }
  }

  /** Every id that may occur. */
  public Set<Integer> ids() {
    Set<Integer> ids = new HashSet<>();
    classes.forEach(one -> ids.add(one.id()));
    if (ignoreId != null) {
      ids.add(ignoreId);
    }
    return ids;
  }

  /** The id of a class by its name. */
  public OptionalInt idOf(String name) {
    return classes.stream()
        .filter(one -> one.name().equals(name))
        .mapToInt(LabelClass::id)
        .findFirst();
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put(
        "classes",
        classes.stream()
            .map(one -> Map.of("id", one.id(), "name", one.name(), "rgb", one.rgb()))
            .toList());
    members.put("ignore_id", ignoreId);
    return members;
  }

  private static void requireId(String field, int id) {
    if (id < 0 || id > 65_535) {
      throw new IllegalArgumentException("%s is %d; ids are 0 to 65535".formatted(field, id));
    }
  }
}
