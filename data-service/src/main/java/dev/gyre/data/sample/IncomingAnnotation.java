package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Annotation;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.AnnotationState;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.json.ContractJson;
import dev.gyre.data.sample.SampleDigests.AnnotationForm;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A statement that comes with a sample. What a model says is a proposal.
 *
 * @param target {@code sample}, or the name of one of the sample's streams
 * @param className absent only for maps
 */
public record IncomingAnnotation(
    String target,
    @Nullable String className,
    @Nullable Geometry geometry,
    Map<String, Object> attributes,
    @Nullable String objectId,
    boolean crowd,
    boolean ignored,
    AnnotationSource source) {

  public IncomingAnnotation {
    attributes = Map.copyOf(attributes);
    if (className == null && !(geometry instanceof Geometry.Dense)) {
      throw new IllegalArgumentException("Only maps may leave the class to their table");
    }
  }

  /** The whole sample is of a class. */
  public static IncomingAnnotation label(String className, AnnotationSource source) {
    return new IncomingAnnotation(
        Annotation.SAMPLE, className, null, Map.of(), null, false, false, source);
  }

  AnnotationState state() {
    return source == AnnotationSource.MODEL ? AnnotationState.PROPOSED : AnnotationState.ACCEPTED;
  }

  /** Whether it counts. */
  public boolean isAccepted() {
    return state() == AnnotationState.ACCEPTED;
  }

  /** Whether it is the accepted class of the whole sample. */
  boolean isLabel() {
    return isAccepted() && geometry == null && target.equals(Annotation.SAMPLE);
  }

  @Nullable JsonNode geometryTree() {
    return geometry == null ? null : ContractJson.mapper().valueToTree(geometry);
  }

  /** In square pixels of the target; absent if its geometry has none. */
  @Nullable Double areaPx() {
    return geometry instanceof Geometry.Box box ? box.areaPx() : null;
  }

  /** SHA-256 of the statement, without who made it. */
  Digest digest() {
    return new AnnotationForm(
            target,
            className,
            geometryTree(),
            Attributes.tree(attributes),
            objectId,
            crowd,
            ignored)
        .digest();
  }
}
