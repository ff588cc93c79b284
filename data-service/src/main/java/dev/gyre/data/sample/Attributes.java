package dev.gyre.data.sample;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Attributes of stream items and annotations: free-form, but for the numbers that give values. */
public final class Attributes {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final List<String> NUMBERS = List.of("scale", "offset", "invalid_value");

  private Attributes() {}

  /**
   * Refuses what would give no values.
   *
   * @throws PlatformException with {@code CONTRACT_VIOLATION} naming the attribute
   */
  public static void check(Map<String, Object> attributes) {
    for (String name : NUMBERS) {
      Object value = attributes.get(name);
      if (value == null) {
        continue;
      }
      boolean sound =
          value instanceof Number number
              && Double.isFinite(number.doubleValue())
              && !(name.equals("scale") && number.doubleValue() == 0);
      if (!sound) {
        throw new PlatformException(
            ErrorCode.CONTRACT_VIOLATION,
            "Attribute '%s' is %s; give a finite number%s"
                .formatted(name, value, name.equals("scale") ? " but 0" : ""),
            Map.of("field", name));
      }
    }
  }

  /** As they are hashed and stored; none are absent. */
  static @Nullable JsonNode tree(Map<String, Object> attributes) {
    return attributes.isEmpty() ? null : JSON.valueToTree(attributes);
  }

  /** As the contract of the API gives them. */
  static Map<String, Object> read(@Nullable String json) {
    return json == null ? Map.of() : JSON.readValue(json, OBJECT);
  }
}
