package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.time.Duration;
import java.util.Map;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What every artifact store refuses, in the same words. */
final class Refusals {

  private Refusals() {}

  static PlatformException damaged(Digest digest, String what) {
    return new PlatformException(
        ErrorCode.DEPENDENCY,
        "Artifact %s is damaged in the object store: %s; restore it from a backup"
            .formatted(digest, what),
        Map.of(ArtifactStore.DAMAGED, digest.hex()));
  }

  static PlatformException tooLarge(long maxBytes) {
    return new PlatformException(
        ErrorCode.TOO_LARGE,
        "The content has more than %d bytes; send less or in parts".formatted(maxBytes));
  }

  static PlatformException otherDigest(Digest expected, Digest found) {
    return PlatformException.invalid(
        "digest", expected, found + ", the digest of what was uploaded; upload again");
  }

  static void insideTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "Artifacts are stored outside a transaction; store them first and begin it then");
    }
  }

  static void life(Duration life) {
    if (life.compareTo(Duration.ofSeconds(1)) < 0
        || life.compareTo(ArtifactStore.LONGEST_URL) > 0) {
      throw PlatformException.invalid("life", life, "from PT1S to " + ArtifactStore.LONGEST_URL);
    }
  }

  static void part(Artifact artifact, long offset, long length) {
    if (offset < 0 || length < 0 || offset > artifact.sizeBytes() - length) {
      throw PlatformException.invalid(
          "range",
          "%d bytes at %d".formatted(length, offset),
          "within the artifact's %d bytes".formatted(artifact.sizeBytes()));
    }
  }
}
