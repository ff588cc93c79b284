package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;

/**
 * Immutable bytes in the artifact store.
 *
 * @param mediaType as given by whoever stored these bytes first
 * @param sizeBytes 0 or more
 */
public record Artifact(Digest digest, String mediaType, long sizeBytes) {

  public Artifact {
    if (mediaType.length() > 200 || !mediaType.matches("[\\w.+-]+/[\\w.+-]+(;[ -~]*)?")) {
      throw PlatformException.invalid("media_type", mediaType, "such as 'image/png'");
    }
  }
}
