package dev.gyre.infra.artifactstore;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * An address from which a worker reads one artifact by HTTP GET. The worker checks the digest of
 * what it read.
 *
 * @param url needs no other credentials: whoever has it may read
 * @param headers to be sent along, unchanged, or the store refuses; they name the artifact's part
 *     of a pack
 * @param expires when the address stops to work
 */
public record PresignedRead(
    Artifact artifact, URI url, Map<String, String> headers, Instant expires) {

  public PresignedRead {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "PresignedRead[artifact=%s, expires=%s]".formatted(artifact, expires);
  }
}
