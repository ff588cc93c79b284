package dev.gyre.api.data;

import java.time.Instant;

/**
 * One statement about a sample.
 *
 * @param author name of who made it
 */
public record Annotation(
    AnnotationId id,
    String className,
    AnnotationSource source,
    String author,
    AnnotationState state,
    Instant created) {}
