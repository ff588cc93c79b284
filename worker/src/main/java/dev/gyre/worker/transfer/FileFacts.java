package dev.gyre.worker.transfer;

import dev.gyre.api.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * Digest and size of a file.
 *
 * @param size in bytes
 */
record FileFacts(Digest digest, long size) {

  static FileFacts of(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      return new FileFacts(Digest.ofHash(sha256.digest()), size);
    }
  }
}
