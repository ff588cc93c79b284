package dev.gyre.scenes.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the one form of RFC 8785 for what a scenario holds: maps, lists, plain names and numbers
 * whose size is 0 or within [1e-6, 1e21).
 */
final class CanonicalText {

  private CanonicalText() {}

  static String of(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case String text -> out.append('"').append(text).append('"');
      case Integer number -> out.append(number.intValue());
      case Double number -> out.append(plain(number));
      case List<?> list -> appendList(out, list);
      case Map<?, ?> map -> appendMap(out, map);
      default -> throw new IllegalArgumentException("No canonical form for " + value.getClass());
    }
  }

  private static String plain(double number) {
    return number == 0
        ? "0"
        : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  private static void appendList(StringBuilder out, List<?> list) {
    String comma = "[";
    for (Object item : list) {
      out.append(comma);
      append(out, item);
      comma = ",";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    String comma = "{";
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      out.append(comma).append('"').append(member.getKey()).append("\":");
      append(out, member.getValue());
      comma = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }
}
