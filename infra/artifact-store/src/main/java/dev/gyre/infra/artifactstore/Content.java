package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;

/** Bytes that are to be stored, held in memory, with their digest. */
public final class Content {

  private final byte[] bytes;
  private final Artifact artifact;

  /**
   * @param bytes not copied; the caller leaves them as they are
   */
  public Content(byte[] bytes, String mediaType) {
    this.bytes = bytes;
    this.artifact = new Artifact(Digest.of(bytes), mediaType, bytes.length);
  }

  /** What these bytes will be called. */
  public Artifact artifact() {
    return artifact;
  }

  byte[] bytes() {
    return bytes;
  }
}
