package dev.gyre.streams.canonical;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form of <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>: members
 * sorted by name, no white space, numbers as ECMAScript prints them. Equal values give equal text,
 * so the text can be hashed.
 *
 * <p>Takes maps with string keys, lists, strings, integers, doubles, booleans and null. Whole
 * numbers beyond ±(2^53 - 1) are refused, because readers would round them: write those as strings.
 */
public final class CanonicalJson {

  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private CanonicalJson() {}

  /**
   * The canonical text of a value.
   *
   * @throws IllegalArgumentException if the value holds a type, number or string that has no
   *     canonical form
   */
  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** Whether every surrogate of the text has its pair, so that the text has a UTF-8 form. */
  public static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> appendString(out, text);
      case Boolean flag -> out.append(flag.booleanValue());
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(safe(number));
      case Double number -> appendDouble(out, number);
      case List<?> list -> appendList(out, list);
      case Map<?, ?> map -> appendMap(out, map);
      default ->
          throw new IllegalArgumentException("No canonical JSON for " + value.getClass().getName());
    }
  }

  private static long safe(long number) {
    if (Math.abs(number) > MAX_SAFE_INTEGER || number == Long.MIN_VALUE) {
      throw new IllegalArgumentException(
          "%d does not fit a JSON number exactly; write it as a string".formatted(number));
    }
    return number;
  }

  private static void appendList(StringBuilder out, List<?> list) {
    out.append('[');
    String comma = "";
    for (Object item : list) {
      out.append(comma);
      append(out, item);
      comma = ",";
    }
    out.append(']');
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map) {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    out.append('{');
    String comma = "";
    for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
      out.append(comma);
      appendString(out, member.getKey());
      out.append(':');
      append(out, member.getValue());
      comma = ",";
    }
    out.append('}');
  }

  private static void appendString(StringBuilder out, String text) {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("The text holds half of a surrogate pair");
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      appendChar(out, text.charAt(i));
    }
    out.append('"');
  }

  private static void appendChar(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  /** Java's digits are ECMAScript's, but that Java writes two where one would do (4.9E-324). */
  private static BigDecimal shortest(double number) {
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    BigDecimal oneDigit = decimal.round(new MathContext(1)).stripTrailingZeros();
    return oneDigit.doubleValue() == number ? oneDigit : decimal;
  }

  /** ECMAScript's Number::toString. */
  private static void appendDouble(StringBuilder out, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("No canonical JSON for the number " + number);
    }
    if (number == 0) {
      out.append('0');
      return;
    }
    BigDecimal decimal = shortest(Math.abs(number));
    String digits = decimal.unscaledValue().toString();
    int point = digits.length() - decimal.scale();
    out.append(number < 0 ? "-" : "");
    if (point > 21 || point <= -6) {
      out.append(digits.charAt(0));
      out.append(digits.length() > 1 ? "." + digits.substring(1) : "");
      out.append(point > 0 ? "e+" : "e-").append(Math.abs(point - 1));
    } else if (point <= 0) {
      out.append("0.").repeat('0', -point).append(digits);
    } else if (digits.length() <= point) {
      out.append(digits).repeat('0', point - digits.length());
    } else {
      out.append(digits, 0, point).append('.').append(digits, point, digits.length());
    }
  }
}
