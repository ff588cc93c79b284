package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;

/**
 * A stream whose size and digest are not known beforehand, taken in: what is small stays in memory,
 * what is large goes to a file, which is hashed while it is written.
 */
sealed interface Intake {

  /** Reads a stream to its end; without a trace if that fails. */
  static Intake of(InputStream in, String mediaType, long maxBytes, Path folder)
      throws IOException {
    byte[] head = in.readNBytes(ArtifactStore.PACKED_BELOW);
    if (head.length > maxBytes) {
      throw Refusals.tooLarge(maxBytes);
    }
    if (head.length < ArtifactStore.PACKED_BELOW) {
      return new Small(new Content(head, mediaType));
    }
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "intake", null);
    try {
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), in);
      return new Large(file, copy(all, file, mediaType, maxBytes));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static Artifact copy(InputStream in, Path file, String mediaType, long maxBytes)
      throws IOException {
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file);
        DigestOutputStream hashing = new DigestOutputStream(out, Digest.sha256())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > maxBytes) {
          throw Refusals.tooLarge(maxBytes);
        }
        hashing.write(buffer, 0, read);
      }
      return new Artifact(Digest.ofHash(hashing.getMessageDigest().digest()), mediaType, size);
    }
  }

  /** Below {@link ArtifactStore#PACKED_BELOW}. */
  record Small(Content content) implements Intake {}

  /** To be deleted by whoever took it. */
  record Large(Path file, Artifact artifact) implements Intake {}
}
