package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Compares what passes with an artifact's size and digest, before it hands out the last bytes. */
final class VerifyingInputStream extends FilterInputStream {

  private final Artifact artifact;
  private final MessageDigest hash = Digest.sha256();
  private long count;

  VerifyingInputStream(InputStream in, Artifact artifact) {
    super(in);
    this.artifact = artifact;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  /**
   * @throws PlatformException with {@code DEPENDENCY} if the bytes are not the stored ones
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read < 0) {
      if (count < artifact.sizeBytes()) {
        throw Refusals.damaged(
            artifact.digest(),
            "it ends after %d of %d bytes".formatted(count, artifact.sizeBytes()));
      }
      return read;
    }
    hash.update(target, offset, read);
    count += read;
    if (count >= artifact.sizeBytes() && read > 0) {
      compare();
    }
    return read;
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void compare() {
    if (count > artifact.sizeBytes()) {
      throw Refusals.damaged(
          artifact.digest(), "it has more than %d bytes".formatted(artifact.sizeBytes()));
    }
    Digest found = Digest.ofHash(hash.digest());
    if (!found.equals(artifact.digest())) {
      throw Refusals.damaged(artifact.digest(), "its bytes have the digest " + found);
    }
  }
}
