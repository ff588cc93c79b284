package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Content-addressed bytes: the same bytes are stored once, under their SHA-256, and never change.
 *
 * <p>Whatever stores returns only after the bytes are in the object store and their row is
 * committed: it survives a {@code kill -9} in the next instant. To that end bytes go first and the
 * row follows in a short transaction of its own. A crash in between leaves bytes without a row,
 * which nobody sees. All may be repeated with no further effect.
 *
 * <p>Storing waits for the network, so it is refused inside a transaction ({@link
 * IllegalStateException}): store first, then begin the transaction that refers to the digest.
 *
 * <p>All methods throw {@link PlatformException} with {@code DEPENDENCY} if the object store or the
 * database does not answer; the call may be repeated. Whether a caller may see an artifact is not
 * asked here: it is reached only through an entity of the caller's project.
 */
public interface ArtifactStore {

  /** Smaller artifacts share objects; from here on each has an object of its own. In bytes. */
  int PACKED_BELOW = 1 << 20;

  /** The longest life of an address given to a worker. */
  Duration LONGEST_URL = Duration.ofMinutes(15);

  /** The argument of a {@code DEPENDENCY} error that carries the digest of damaged bytes. */
  String DAMAGED = "damaged_artifact";

  /** Stores bytes from memory. */
  default Artifact put(byte[] bytes, String mediaType) {
    return putAll(List.of(new Content(bytes, mediaType))).getFirst();
  }

  /**
   * Stores a stream, reading it to its end; the caller closes it.
   *
   * @param maxBytes the size from which it is refused
   * @throws PlatformException with {@code TOO_LARGE} if there is more than {@code maxBytes}
   * @throws IOException if the stream cannot be read or the local disk not be written
   */
  Artifact put(InputStream bytes, String mediaType, long maxBytes) throws IOException;

  /**
   * Stores many, thousands at a call, in few requests. Some may be stored if it fails.
   *
   * @return in the order of the contents
   */
  List<Artifact> putAll(List<Content> contents);

  /** What is known of a digest. */
  Optional<Artifact> find(Digest digest);

  /** Whether these bytes are stored. */
  default boolean exists(Digest digest) {
    return find(digest).isPresent();
  }

  /** Those of the digests, thousands at a call, whose bytes are not stored. */
  Set<Digest> missing(Collection<Digest> digests);

  /**
   * Reads an artifact; the caller closes the stream.
   *
   * <p>The bytes are checked against the digest while they are read. At the last byte at the latest
   * the stream throws {@link PlatformException} with {@code DEPENDENCY} and the argument {@value
   * #DAMAGED} if they are not the ones that were stored; what was read before must then be dropped.
   *
   * @throws PlatformException with {@code NOT_FOUND} if there is none, {@code DEPENDENCY} and
   *     {@value #DAMAGED} if its bytes are gone
   */
  InputStream open(Digest digest);

  /**
   * Reads a part of an artifact; the caller closes the stream. Of an artifact that has an object of
   * its own a part cannot be checked against the digest.
   *
   * @param offset from 0, in bytes
   * @param length 0 or more, in bytes; the part lies within the artifact
   * @throws PlatformException as {@link #open(Digest)}, and with {@code INVALID_ARGUMENT} if the
   *     part lies outside
   */
  InputStream open(Digest digest, long offset, long length);

  /**
   * Reads a whole artifact into memory, checked.
   *
   * @throws PlatformException as {@link #open(Digest)}, and with {@code TOO_LARGE} beyond {@code
   *     maxBytes}
   */
  default byte[] read(Digest digest, int maxBytes) {
    Artifact artifact =
        find(digest).orElseThrow(() -> PlatformException.notFound("artifact", digest));
    if (artifact.sizeBytes() > maxBytes) {
      throw new PlatformException(
          ErrorCode.TOO_LARGE,
          "Artifact %s has %d bytes; %d are allowed here"
              .formatted(digest, artifact.sizeBytes(), maxBytes));
    }
    try (InputStream in = open(digest)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An address from which a worker reads the artifact.
   *
   * @param life at most {@link #LONGEST_URL}
   * @throws PlatformException with {@code NOT_FOUND}; {@code INVALID_ARGUMENT} for a longer life
   */
  PresignedRead presignRead(Digest digest, Duration life);

  /**
   * A fresh address to which a worker writes.
   *
   * @param life at most {@link #LONGEST_URL}
   * @throws PlatformException with {@code INVALID_ARGUMENT} for a longer life
   */
  Upload presignUpload(Duration life);

  /**
   * Makes an artifact of what a worker has uploaded. The upload is read and its digest compared,
   * also if these bytes are known: whoever knows a digest must still show that it has the bytes.
   *
   * <p>The upload stays, so that this may be repeated, until {@link #discardUpload}.
   *
   * @param key of the {@link Upload}
   * @param expected what the worker says it has uploaded
   * @throws PlatformException with {@code NOT_FOUND} if nothing was uploaded, {@code
   *     INVALID_ARGUMENT} if its digest is another, {@code TOO_LARGE} beyond {@code maxBytes}
   */
  Artifact adopt(String key, Digest expected, String mediaType, long maxBytes);

  /**
   * Removes an upload whose adoption has had its effect; without effect if it is gone.
   *
   * @param key of the {@link Upload}
   */
  void discardUpload(String key);

  /**
   * Removes uploads that nobody has discarded.
   *
   * @param before those written earlier; at least as long ago as an address lives
   * @return how many
   */
  int discardUploads(Instant before);
}
