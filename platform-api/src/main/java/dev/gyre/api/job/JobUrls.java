package dev.gyre.api.job;

import dev.gyre.api.Digest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Presigned addresses. They work without a token until they expire, at most 15 minutes.
 *
 * @param inputs in the order of the question
 */
public record JobUrls(List<Input> inputs, List<Upload> uploads, Instant expires) {

  public JobUrls {
    inputs = List.copyOf(inputs);
    uploads = List.copyOf(uploads);
  }

  /**
   * Where to read an artifact with GET.
   *
   * @param headers must be sent exactly so; a {@code Range} among them cuts the artifact out of a
   *     pack
   */
  public record Input(Digest digest, URI url, Map<String, String> headers) {
    public Input {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Where to put the bytes of one result with PUT.
   *
   * @param upload names the bytes in {@link JobArtifact#upload}
   * @param headers must be sent exactly so
   */
  public record Upload(String upload, URI url, Map<String, String> headers) {
    public Upload {
      headers = Map.copyOf(headers);
    }
  }
}
