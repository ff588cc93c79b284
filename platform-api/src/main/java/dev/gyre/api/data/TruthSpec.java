package dev.gyre.api.data;

import dev.gyre.api.PlatformException;

/**
 * Which dense annotation of a sample is prepared: the accepted one of this kind on this target.
 *
 * @param target name of a stream, as {@link Annotation#target}
 * @param kind {@code LABEL_MAP}: the position of each pixel's class in the task contract, 255 where
 *     it is not scored (65 535 with more than 255 classes); {@code INSTANCE_MAP}: the number of
 *     each pixel's object in 16 bits
 */
public record TruthSpec(String target, String kind) {

  /** The class of each pixel. */
  public static final String LABEL_MAP = "LABEL_MAP";

  /** The object of each pixel. */
  public static final String INSTANCE_MAP = "INSTANCE_MAP";

  public TruthSpec {
    if (!kind.equals(LABEL_MAP) && !kind.equals(INSTANCE_MAP)) {
      throw PlatformException.invalid("streams.truth.kind", kind, "'LABEL_MAP' or 'INSTANCE_MAP'");
    }
  }
}
