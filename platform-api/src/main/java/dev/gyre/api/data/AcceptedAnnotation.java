package dev.gyre.api.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An accepted annotation as a dataset version's manifest has it: what it says and where it comes
 * from, without identity. Members are those of {@link Annotation}.
 */
public record AcceptedAnnotation(
    String target,
    @Nullable String className,
    @Nullable Geometry geometry,
    Map<String, Object> attributes,
    @Nullable String objectId,
    boolean crowd,
    boolean ignored,
    AnnotationSource source) {

  public AcceptedAnnotation {
    attributes = FreeForm.copy(attributes);
  }
}
