package dev.gyre.infra.artifactstore;

import java.net.URI;
import java.time.Instant;

/**
 * A place where a worker may put bytes once, by HTTP PUT of at most 5 GiB. They are no artifact
 * until {@link ArtifactStore#adopt} has looked at them.
 *
 * @param key names the upload
 * @param url needs no other credentials: whoever has it may write
 * @param expires when the address stops to work
 */
public record Upload(String key, URI url, Instant expires) {

  @Override
  public String toString() {
    return "Upload[key=%s, expires=%s]".formatted(key, expires);
  }
}
