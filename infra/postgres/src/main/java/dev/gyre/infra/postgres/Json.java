package dev.gyre.infra.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * How records become stored JSON. Fixed here and not taken from the web's settings, because what is
 * stored or hashed outlives them: names in snake case, absent for null, {@code long} as a string.
 */
final class Json {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Long.class, ToStringSerializer.instance)
                  .addSerializer(Long.TYPE, ToStringSerializer.instance))
          .build();

  private Json() {}
}
