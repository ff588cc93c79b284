package dev.gyre.standalone.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as the contract writes them: a component without {@code @Nullable} is required,
 * except collections, and a 64-bit integer is a string.
 */
final class RecordModels implements ModelConverter {

  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    JavaType java = Json.mapper().constructType(type.getType());
    if (java != null && (java.hasRawClass(Long.class) || java.hasRawClass(long.class))) {
      return new StringSchema().format("int64");
    }
    Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    if (java != null && java.getRawClass().isRecord()) {
      Schema<?> model = context.getDefinedModels().get(nameOf(schema, java));
      if (model != null && model.getProperties() != null) {
        model.setRequired(required(java.getRawClass()));
      }
    }
    return schema;
  }

  private static String nameOf(@Nullable Schema<?> schema, JavaType java) {
    String reference = schema == null ? null : schema.get$ref();
    return reference == null
        ? java.getRawClass().getSimpleName()
        : reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static @Nullable List<String> required(Class<?> type) {
    List<String> names =
        Arrays.stream(type.getRecordComponents())
            .filter(RecordModels::isRequired)
            .map(component -> NAMES.translate(component.getName()))
            .toList();
    return names.isEmpty() ? null : names;
  }

  private static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !Collection.class.isAssignableFrom(component.getType())
        && !Map.class.isAssignableFrom(component.getType());
  }
}
