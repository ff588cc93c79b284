package dev.gyre.api.data;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement about a sample. An accepted class of the whole sample is its label.
 *
 * @param target {@code sample}, or the name of the stream that it is about
 * @param className absent only for maps, whose table names classes
 * @param geometry absent if it holds for the whole target
 * @param attributes free-form; 64-bit integers as texts
 * @param objectId the same object over streams and samples; absent for none
 * @param crowd whether it stands for several objects that are not told apart
 * @param ignored whether it is not scored
 * @param author name of who made it
 */
public record Annotation(
    AnnotationId id,
    String target,
    @Nullable String className,
    @Nullable Geometry geometry,
    Map<String, Object> attributes,
    @Nullable String objectId,
    boolean crowd,
    boolean ignored,
    AnnotationSource source,
    String author,
    AnnotationState state,
    Instant created) {

  /** The target of what holds for a whole sample. */
  public static final String SAMPLE = "sample";

  public Annotation {
    attributes = FreeForm.copy(attributes);
  }
}
