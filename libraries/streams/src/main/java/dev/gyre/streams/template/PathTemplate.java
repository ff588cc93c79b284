package dev.gyre.streams.template;

import dev.gyre.streams.Split;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a stream lie, for example {@code {sequence}/rgb/{time}.png}. Fields take what
 * lies between the text around them, never a slash:
 *
 * <ul>
 *   <li>{@code {id}}: the sample;
 *   <li>{@code {sequence}}: the sequence that the sample belongs to;
 *   <li>{@code {time}}: seconds with an optional fraction; {@code {time:ms}}, {@code {time:us}},
 *       {@code {time:ns}}: whole units;
 *   <li>{@code {split}}: {@code train}, {@code val} or {@code validation}, {@code test};
 *   <li>{@code {any}}: passed over.
 * </ul>
 *
 * An id or sequence that stands twice must be the same in both places: a file where they differ
 * belongs to two samples, which is a reject.
 */
public final class PathTemplate {

  private static final Pattern FIELD = Pattern.compile("\\{([^{}/]*)}");
  private static final int MAX_LENGTH = 1024;

  /** What a template may ask for. */
  enum Field {
    ID,
    SEQUENCE,
    TIME,
    SPLIT,
    ANY
  }

  private record Part(Field field, int digitsAfterSecond, String group) {}

  private final String text;
  private final Pattern pattern;
  private final List<Part> parts;

  private PathTemplate(String text, Pattern pattern, List<Part> parts) {
    this.text = text;
    this.pattern = pattern;
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it names an unknown field, has neither id nor time, two
   *     fields without text between, or is no relative path
   */
  public static PathTemplate parse(String text) {
    if (text.isBlank()
        || text.length() > MAX_LENGTH
        || text.startsWith("/")
        || text.contains("\\")
        || List.of(text.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException(
          "template is '%s'; give a relative path with forward slashes".formatted(text));
    }
    StringBuilder regex = new StringBuilder();
    List<Part> parts = new ArrayList<>();
    Matcher fields = FIELD.matcher(text);
    int at = 0;
    while (fields.find()) {
      if (fields.start() == at && at > 0) {
        throw new IllegalArgumentException(
            "template '%s' has two fields without text between them".formatted(text));
      }
      regex.append(Pattern.quote(text.substring(at, fields.start())));
      Part part = part(fields.group(1), text, parts.size());
      parts.add(part);
      regex.append("(?<").append(part.group()).append('>').append(expression(part)).append(')');
      at = fields.end();
    }
    regex.append(Pattern.quote(text.substring(at)));
    PathTemplate template = new PathTemplate(text, Pattern.compile(regex.toString()), parts);
    if (text.replaceAll(FIELD.pattern(), "").matches(".*[{}].*")) {
      throw new IllegalArgumentException("template '%s' has a brace alone".formatted(text));
    }
    if (!template.fields().contains(Field.ID) && !template.fields().contains(Field.TIME)) {
      throw new IllegalArgumentException(
          "template '%s' has neither {id} nor {time}; its files would belong to no sample"
              .formatted(text));
    }
    return template;
  }

  private static Part part(String name, String text, int index) {
    String group = "f" + index;
    return switch (name) {
      case "id" -> new Part(Field.ID, 0, group);
      case "sequence" -> new Part(Field.SEQUENCE, 0, group);
      case "time", "time:s" -> new Part(Field.TIME, 0, group);
      case "time:ms" -> new Part(Field.TIME, 3, group);
      case "time:us" -> new Part(Field.TIME, 6, group);
      case "time:ns" -> new Part(Field.TIME, 9, group);
      case "split" -> new Part(Field.SPLIT, 0, group);
      case "any" -> new Part(Field.ANY, 0, group);
      default ->
          throw new IllegalArgumentException(
              "template '%s' has the unknown field '{%s}'; give {id}, {sequence}, {time}, {time:ms}, {time:us}, {time:ns}, {split} or {any}"
                  .formatted(text, name));
    };
  }

  private static String expression(Part part) {
    return switch (part.field()) {
      case ID, SEQUENCE, ANY -> "[^/]+?";
      case SPLIT -> "train|val|validation|test";
      case TIME -> part.digitsAfterSecond() == 0 ? "[0-9]{1,12}(?:\\.[0-9]{1,9})?" : "[0-9]{1,19}";
    };
  }

  /** The fields that it has. */
  Set<Field> fields() {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    parts.forEach(part -> fields.add(part.field()));
    return fields;
  }

  /** What the path says, or null if it is none of this template's. */
  @Nullable PathFacts match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    PathFacts facts = PathFacts.NONE;
    for (Part part : parts) {
      facts = with(facts, part, matcher.group(part.group()));
    }
    return facts;
  }

  /** A path that it takes; different values give different paths. */
  String example(String value, int number) {
    StringBuilder path = new StringBuilder();
    int at = 0;
    Matcher fields = FIELD.matcher(text);
    for (Part part : parts) {
      if (fields.find()) {
        path.append(text, at, fields.start());
        at = fields.end();
      }
      path.append(
          switch (part.field()) {
            case ID, SEQUENCE, ANY -> value;
            case TIME -> String.valueOf(number);
            case SPLIT -> "train";
          });
    }
    return path.append(text.substring(at)).toString();
  }

  private static PathFacts with(PathFacts facts, Part part, String value) {
    return switch (part.field()) {
      case ID -> facts.withId(value);
      case SEQUENCE -> facts.withSequence(value);
      case TIME -> facts.withTime(nanos(value, part.digitsAfterSecond()));
      case SPLIT -> facts.withSplit(split(value));
      case ANY -> facts;
    };
  }

  /**
   * The time in nanoseconds.
   *
   * @param digitsAfterSecond of the unit: 0 for seconds, 9 for nanoseconds
   * @return null if it lies beyond the 292 years that nanoseconds reach
   */
  static @Nullable Long nanos(String value, int digitsAfterSecond) {
    try {
      return new BigDecimal(value)
          .movePointRight(9 - digitsAfterSecond)
          .setScale(0, RoundingMode.HALF_EVEN)
          .longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static Split split(String value) {
    return value.equals("val") ? Split.VALIDATION : Split.valueOf(value.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return text;
  }
}
