package dev.gyre.api.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Members of people's own. */
final class FreeForm {

  private FreeForm() {}

  /** A copy of its own; a null of JSON is an absent value. */
  static Map<String, Object> copy(Map<String, Object> members) {
    Map<String, Object> present = new HashMap<>(members);
    present.values().removeIf(Objects::isNull);
    return Map.copyOf(present);
  }
}
