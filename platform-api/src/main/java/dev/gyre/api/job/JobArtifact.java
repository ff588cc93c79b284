package dev.gyre.api.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;

/**
 * A bulk result that a worker has uploaded.
 *
 * @param name what it is within the job's result, such as {@code model} or {@code shard-00003}
 * @param digest of its bytes; the server reads and verifies them
 * @param size in bytes
 * @param mediaType such as {@code application/x-tar}
 * @param upload where the bytes lie: {@link JobUrls.Upload#upload}
 */
public record JobArtifact(
    String name,
    Digest digest,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long size,
    String mediaType,
    String upload) {

  public JobArtifact {
    if (name == null || digest == null || mediaType == null || upload == null) {
      throw PlatformException.invalid(
          "artifact", name, "complete: name, digest, size, media_type, upload");
    }
    if (size < 0) {
      throw PlatformException.invalid("size", size, "0 or more bytes");
    }
  }
}
