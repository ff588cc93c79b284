package dev.gyre.serving.log;

import dev.gyre.api.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a caller says about a prediction besides the picture.
 *
 * @param clientKey the caller's own name for it, unique in the endpoint
 * @param occurred to the microsecond
 * @param sequence the caller's counter, from 0
 * @param metadata what the caller knows of the moment: texts, finite numbers and truth values by
 *     name; at most 64
 */
public record Occasion(
    @Nullable String clientKey,
    Instant occurred,
    @Nullable String device,
    @Nullable String group,
    @Nullable Long sequence,
    Map<String, Object> metadata) {

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int MOST_METADATA = 64;
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

  public Occasion {
    requireText("client_key", clientKey);
    requireText("device", device);
    requireText("group", group);
    if (sequence != null && sequence < 0) {
      throw PlatformException.invalid("sequence", sequence, "0 or more");
    }
    occurred = occurred.truncatedTo(ChronoUnit.MICROS);
    metadata = Map.copyOf(metadata);
    if (metadata.size() > MOST_METADATA) {
      throw PlatformException.invalid(
          "metadata", metadata.size() + " members", "at most " + MOST_METADATA);
    }
    metadata.forEach(Occasion::requireMember);
  }

  /** Without metadata. */
  public Occasion(
      @Nullable String clientKey,
      Instant occurred,
      @Nullable String device,
      @Nullable String group,
      @Nullable Long sequence) {
    this(clientKey, occurred, device, group, sequence, Map.of());
  }

  /**
   * Metadata from JSON.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if it is no object of texts, numbers
   *     and truth values
   */
  public static Map<String, Object> metadata(JsonNode json) {
    if (!json.isObject()) {
      throw PlatformException.invalid("metadata", json.getNodeType(), "a JSON object");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    json.properties().forEach(member -> members.put(member.getKey(), value(member)));
    return members;
  }

  private static Object value(Map.Entry<String, JsonNode> member) {
    JsonNode value = member.getValue();
    if (value.isString()) {
      return value.stringValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    throw PlatformException.invalid(
        "metadata." + member.getKey(), value.getNodeType(), "a text, a number, true or false");
  }

  private static void requireMember(String name, Object value) {
    requireText("metadata", name);
    if (value instanceof String text) {
      requireText("metadata." + name, text);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw PlatformException.invalid("metadata." + name, number, "finite");
    }
  }

  /** Nothing is said: it occurred when it came. */
  public static Occasion at(Instant received) {
    return new Occasion(null, received, null, null, null);
  }

  /**
   * The same with the time checked against the server's.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} before 1970 or more than a day ahead
   */
  public Occasion checked(Instant now) {
    if (occurred.isBefore(Instant.EPOCH) || occurred.isAfter(now.plus(AHEAD))) {
      throw PlatformException.invalid(
          "occurred", occurred, "from 1970 to a day after the server's time, " + now);
    }
    return this;
  }

  private static void requireText(String field, @Nullable String text) {
    if (text != null && !TEXT.matcher(text).matches()) {
      throw PlatformException.invalid(
          field, text.replaceAll("\\p{Cntrl}", "?"), "1 to 200 printable characters");
    }
  }
}
