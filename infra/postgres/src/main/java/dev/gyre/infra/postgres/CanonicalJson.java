package dev.gyre.infra.postgres;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The one spelling of a JSON value, to be hashed: <a
 * href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>.
 *
 * <p>Of records, names are in snake case, null and empty optionals are absent, and a {@code long}
 * is always a string: numbers are IEEE doubles here. Free-form JSON goes as {@link JsonNode}; its
 * explicit nulls stay, and an integer beyond 2^53 - 1 is refused because it would be rounded.
 */
public final class CanonicalJson {

  private static final BigInteger LARGEST = BigInteger.valueOf((1L << 53) - 1);

  private CanonicalJson() {}

  /**
   * The canonical UTF-8 bytes of a record or a {@link JsonNode}.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} for a number that is not finite or not
   *     exact, and for a text that is no Unicode
   */
  public static byte[] bytes(Object value) {
    StringBuilder out = new StringBuilder();
    write(Json.MAPPER.valueToTree(value), out);
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(out));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT,
          "A text holds half of a surrogate pair; send Unicode text",
          Map.of("field", "text"),
          e);
    }
  }

  /** SHA-256 of the canonical bytes. */
  public static Digest digest(Object value) {
    return Digest.of(bytes(value));
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject(node, out);
      case ARRAY -> writeArray(node, out);
      case STRING -> writeText(node.stringValue(), out);
      case NUMBER -> out.append(number(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL, MISSING -> out.append("null");
      case BINARY, POJO -> writeText(node.asString(), out);
    }
  }

  private static void writeObject(JsonNode node, StringBuilder out) {
    // String's order is that of UTF-16 code units, as the RFC wants it.
    Map<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
      out.append(separator);
      writeText(entry.getKey(), out);
      out.append(':');
      write(entry.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void writeArray(JsonNode node, StringBuilder out) {
    out.append('[');
    for (Iterator<JsonNode> items = node.iterator(); items.hasNext(); ) {
      write(items.next(), out);
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static String number(JsonNode node) {
    if (node.isIntegralNumber() && node.bigIntegerValue().abs().compareTo(LARGEST) > 0) {
      throw PlatformException.invalid(
          "number", node.bigIntegerValue(), "at most 2^53 - 1 in size, or a string");
    }
    return number(node.doubleValue());
  }

  /** As ECMAScript prints a number: the shortest digits that read back as it. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw PlatformException.invalid("number", value, "finite");
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    // The position of the decimal point, counted from before the first digit.
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + place(digits, point);
  }

  private static String place(String digits, int point) {
    int length = digits.length();
    if (length <= point && point <= 21) {
      return digits + "0".repeat(point - length);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
    return digits.charAt(0) + (length > 1 ? "." + digits.substring(1) : "") + exponent;
  }

  /** {@link Double#toString} is the shortest of two digits at least; one digit may do. */
  private static BigDecimal shortest(double value) {
    BigDecimal two = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (two.precision() == 2) {
      BigDecimal one = two.round(new MathContext(1)).stripTrailingZeros();
      if (one.doubleValue() == value) {
        return one;
      }
    }
    return two;
  }
}
