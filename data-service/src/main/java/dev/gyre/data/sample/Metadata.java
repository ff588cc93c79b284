package dev.gyre.data.sample;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.TaskContract;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Metadata of samples, typed by the task contract. Fields that the contract does not have are kept
 * as they come.
 */
public final class Metadata {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Metadata() {}

  /**
   * Checks values that came as JSON.
   *
   * @throws PlatformException with {@code CONTRACT_VIOLATION} naming the field
   */
  public static ObjectNode of(Map<String, Object> values, TaskContract contract) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    values.forEach((name, value) -> metadata.set(name, JSON.valueToTree(value)));
    for (FieldSpec field : contract.fields()) {
      JsonNode value = metadata.get(field.name());
      if (value == null || value.isNull()) {
        metadata.remove(field.name());
      } else if (!fits(field.type(), value)) {
        throw violation(field, value.toString());
      } else if (field.type() == FieldType.NUMBER) {
        metadata.put(field.name(), value.doubleValue());
      }
    }
    return metadata;
  }

  private static boolean fits(FieldType type, JsonNode value) {
    return switch (type) {
      case BOOL -> value.isBoolean();
      case NUMBER -> value.isNumber();
      case TEXT -> value.isString();
    };
  }

  /**
   * Reads values that came as text; an empty text is an absent value.
   *
   * @throws PlatformException with {@code CONTRACT_VIOLATION} naming the field
   */
  public static ObjectNode parse(Map<String, String> values, TaskContract contract) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    values.forEach((name, value) -> {
      if (!value.isEmpty()) {
        metadata.put(name, value);
      }
    });
    for (FieldSpec field : contract.fields()) {
      String text = values.getOrDefault(field.name(), "").strip();
      if (!text.isEmpty()) {
        parse(metadata, field, text);
      }
    }
    return metadata;
  }

  private static void parse(ObjectNode metadata, FieldSpec field, String text) {
    switch (field.type()) {
      case TEXT -> metadata.put(field.name(), text);
      case NUMBER -> metadata.put(field.name(), number(field, text));
      case BOOL -> metadata.put(field.name(), flag(field, text));
    }
  }

  private static double number(FieldSpec field, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw violation(field, text);
    }
    throw violation(field, text);
  }

  private static boolean flag(FieldSpec field, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw violation(field, text);
    };
  }

  /**
   * The group that the contract's key gives: the value of one field, or the JSON list of several.
   * Absent if a field is, or if the contract has no key.
   */
  public static @Nullable String group(ObjectNode metadata, TaskContract contract) {
    List<String> key = contract.groupKey();
    if (key.isEmpty() || !key.stream().allMatch(metadata::has)) {
      return null;
    }
    List<String> values = key.stream().map(field -> metadata.get(field).asString()).toList();
    return values.size() == 1 ? values.getFirst() : JSON.writeValueAsString(values);
  }

  /** Stored metadata as the contract of the API gives it. */
  static Map<String, Object> read(String json) {
    return JSON.readValue(json, OBJECT);
  }

  private static PlatformException violation(FieldSpec field, String value) {
    return new PlatformException(
        ErrorCode.CONTRACT_VIOLATION,
        "Metadata field '%s' is %s; the task contract wants a %s there"
            .formatted(field.name(), value, field.type().name().toLowerCase(Locale.ROOT)),
        Map.of("field", field.name()));
  }
}
