package dev.gyre.infra.web;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.core.JacksonException;

/** Says what is wrong in a body and where, in words of JSON instead of Java. */
final class UnreadableBody {

  private static final int MOST_SHOWN = 300;
  private static final Pattern ADVICE = Pattern.compile(" \\(but could if coercion .*");
  private static final Pattern TYPE = Pattern.compile("`(?:[a-z]\\w*\\.)*(?:\\w+\\$)?(\\w+)[^`]*`");
  private static final Map<String, String> WORDS =
      Map.of(
          "String", "a text",
          "Integer", "a whole number",
          "int", "a whole number",
          "Long", "a 64-bit integer",
          "long", "a 64-bit integer",
          "Double", "a number",
          "double", "a number",
          "Boolean", "true or false",
          "boolean", "true or false");

  private UnreadableBody() {}

  static String describe(Throwable fault) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(fault);
    if (!(cause instanceof JacksonException json)) {
      return "The body cannot be read: " + firstLine(String.valueOf(cause.getMessage()));
    }
    String what =
        ADVICE.matcher(firstLine(String.valueOf(json.getOriginalMessage()))).replaceAll("");
    String words =
        TYPE.matcher(what).replaceAll(type -> WORDS.getOrDefault(type.group(1), type.group(1)));
    String place = place(json);
    return "The body cannot be read%s: %s"
        .formatted(place.isEmpty() ? "" : " at '%s'".formatted(place), words);
  }

  private static String place(JacksonException json) {
    return json.getPath().stream()
        .map(step ->
            step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
        .collect(Collectors.joining("."));
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
  }
}
