package dev.gyre.scenes.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The published schema says what the reader takes. */
class ScenarioSchemaTests {

  private static final Path PUBLISHED =
      Path.of(
          "..",
          "..",
          "platform-api",
          "src",
          "main",
          "resources",
          "dev",
          "gyre",
          "api",
          "data",
          "scenario.schema.json");

  @SuppressWarnings("UnusedVariable") // by FieldSource
  private static final java.util.List<String> NAMES = Examples.NAMES;

  private static String schemaText() {
    return JsonMapper.builder()
            .enable(
                SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writeValueAsString(ScenarioSchema.tree())
        + "\n";
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schemaText(), InputFormat.JSON);
  }

  @Test
  void isTheOneThatIsPublished() throws IOException {
    if (Boolean.getBoolean("gyre.write")) {
      Files.createDirectories(PUBLISHED.getParent());
      Files.writeString(PUBLISHED, schemaText());
    }
    assertThat(Files.readString(PUBLISHED)).isEqualTo(schemaText());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void takesTheExamples(String name) {
    assertThat(schema().validate(Examples.text(name), InputFormat.YAML)).isEmpty();
    assertThat(schema().validate(Examples.scenario(name).canonicalJson(), InputFormat.JSON))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"a\", \"sky\": 1}",
        "{\"name\": \"a\", \"weather\": {\"rain\": 1.5}}",
        "{\"name\": \"a\", \"weather\": {\"rain\": {\"poisson\": 3}}}",
        "{\"name\": \"a\", \"ratesHz\": {}}",
        "{\"name\": \"A b\"}",
        "{}"
      })
  void refusesWhatTheReaderRefuses(String text) {
    assertThat(schema().validate(text, InputFormat.JSON)).isNotEmpty();
  }
}
