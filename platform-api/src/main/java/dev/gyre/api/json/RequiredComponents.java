package dev.gyre.api.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Reads JSpecify's {@code @Nullable} on record components: all others are required and never null.
 */
final class RequiredComponents extends JacksonAnnotationIntrospector {

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    Boolean required = isRequired(member);
    return required != null
        ? Boolean.valueOf(required && !isCollection(member))
        : super.hasRequiredMarker(config, member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    Boolean required = isRequired(annotated);
    if (required == null) {
      return super.findSetterInfo(config, annotated);
    }
    if (isCollection(annotated)) {
      return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    }
    return required
        ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
        : super.findSetterInfo(config, annotated);
  }

  private static boolean isCollection(Annotated annotated) {
    Class<?> type = annotated.getRawType();
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  private static @Nullable Boolean isRequired(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)) {
      return null;
    }
    Class<?> owner = parameter.getDeclaringClass();
    if (!owner.isRecord() || !owner.getPackageName().startsWith("dev.gyre")) {
      return null;
    }
    RecordComponent[] components = owner.getRecordComponents();
    if (parameter.getOwner().getParameterCount() != components.length) {
      return null;
    }
    return !components[parameter.getIndex()].getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
