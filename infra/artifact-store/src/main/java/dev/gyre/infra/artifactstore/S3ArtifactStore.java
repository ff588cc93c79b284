package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import dev.gyre.infra.artifactstore.ArtifactTable.Row;
import dev.gyre.infra.postgres.ServiceName;
import io.minio.Http;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Artifacts in an S3 bucket, with a row each in schema {@code platform}. Small ones share packs
 * ({@code packs/<id>}), large ones have an object under {@code sha256/ab/cdef...}, and what a
 * worker uploads waits under {@code uploads/}.
 *
 * <p>One per service and process, in whose name the rows are written; all see all artifacts.
 */
public final class S3ArtifactStore implements ArtifactStore {

  private static final String UPLOADS = "uploads/";
  private static final String ADOPTING = "adopting/";

  private final S3Bucket bucket;
  private final ArtifactTable table;
  private final PackWriter packs;
  private final Path folder;
  private final Clock clock;

  /**
   * @param bucket is not closed here
   * @param jdbc on the data source of the transaction manager
   * @param folder on a local disk with room for the largest artifact; made if missing
   */
  public S3ArtifactStore(
      S3Bucket bucket,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      ServiceName service,
      Path folder,
      Clock clock) {
    this.bucket = bucket;
    this.table = new ArtifactTable(jdbc, transactions, service);
    this.packs = new PackWriter(bucket, table);
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Artifact put(InputStream bytes, String mediaType, long maxBytes) throws IOException {
    Refusals.insideTransaction();
    return switch (Intake.of(bytes, mediaType, maxBytes, folder)) {
      case Intake.Small(Content content) -> store(content);
      case Intake.Large(Path file, Artifact artifact) -> {
        try {
          yield storeFile(file, artifact);
        } finally {
          Files.deleteIfExists(file);
        }
      }
    };
  }

  @Override
  public List<Artifact> putAll(List<Content> contents) {
    Refusals.insideTransaction();
    if (contents.size() == 1) {
      return List.of(store(contents.getFirst()));
    }
    Map<Digest, Content> distinct = new LinkedHashMap<>();
    contents.forEach(content -> distinct.putIfAbsent(content.artifact().digest(), content));
    Set<Digest> missing = table.missing(distinct.keySet());
    List<Content> small = new ArrayList<>();
    for (Content content : distinct.values()) {
      if (missing.contains(content.artifact().digest())) {
        if (content.bytes().length < PACKED_BELOW) {
          small.add(content);
        } else {
          storeObject(content);
        }
      }
    }
    packs.writeAll(small);
    return contents.stream().map(Content::artifact).toList();
  }

  @Override
  public Optional<Artifact> find(Digest digest) {
    return table.find(digest).map(Row::artifact);
  }

  @Override
  public Set<Digest> missing(Collection<Digest> digests) {
    return table.missing(digests);
  }

  @Override
  public InputStream open(Digest digest) {
    Row row = row(digest);
    if (row.pack() != null) {
      return new ByteArrayInputStream(readPacked(row));
    }
    return new VerifyingInputStream(
        bucket.get(key(digest)).orElseThrow(() -> gone(digest)), row.artifact());
  }

  @Override
  public InputStream open(Digest digest, long offset, long length) {
    Row row = row(digest);
    Refusals.part(row.artifact(), offset, length);
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    if (row.pack() != null) {
      return new ByteArrayInputStream(readPacked(row), (int) offset, (int) length);
    }
    return bucket.get(key(digest), offset, length).orElseThrow(() -> gone(digest));
  }

  @Override
  public PresignedRead presignRead(Digest digest, Duration life) {
    Refusals.life(life);
    Row row = row(digest);
    Instant expires = clock.instant().plus(life);
    if (row.pack() == null || row.packOffset() == null) {
      return new PresignedRead(
          row.artifact(),
          bucket.presign(Http.Method.GET, key(digest), life, Map.of()),
          Map.of(),
          expires);
    }
    // Signed with the address, so that it opens this artifact and not its neighbours.
    long last = row.packOffset() + Math.max(row.artifact().sizeBytes(), 1) - 1;
    Map<String, String> range = Map.of("Range", "bytes=%d-%d".formatted(row.packOffset(), last));
    return new PresignedRead(
        row.artifact(),
        bucket.presign(Http.Method.GET, PackWriter.key(row.pack()), life, range),
        range,
        expires);
  }

  @Override
  public Upload presignUpload(Duration life) {
    Refusals.life(life);
    String key = UPLOADS + UuidV7.next();
    Instant expires = clock.instant().plus(life);
    return new Upload(key, bucket.presign(Http.Method.PUT, key, life, Map.of()), expires);
  }

  @Override
  public Artifact adopt(String key, Digest expected, String mediaType, long maxBytes) {
    Refusals.insideTransaction();
    requireUpload(key);
    long size = bucket.size(key).orElseThrow(() -> PlatformException.notFound("upload", key));
    if (size > maxBytes) {
      throw Refusals.tooLarge(maxBytes);
    }
    if (size < PACKED_BELOW) {
      return adoptSmall(key, expected, mediaType);
    }
    Optional<Artifact> known = find(expected);
    if (known.isPresent()) {
      // Nothing is taken of the upload, so it need not be out of the worker's reach.
      check(key, expected, mediaType, maxBytes);
      return known.get();
    }
    return adoptLarge(key, expected, mediaType, maxBytes);
  }

  @Override
  public void discardUpload(String key) {
    requireUpload(key);
    bucket.delete(key);
  }

  @Override
  public int discardUploads(Instant before) {
    bucket.keysBefore(ADOPTING, before).forEach(bucket::delete);
    List<String> keys = bucket.keysBefore(UPLOADS, before);
    keys.forEach(bucket::delete);
    return keys.size();
  }

  private static void requireUpload(String key) {
    if (!key.matches(UPLOADS + "[0-9a-f-]{36}")) {
      throw PlatformException.invalid("key", key, "the key of an upload");
    }
  }

  private Artifact adoptLarge(String key, Digest expected, String mediaType, long maxBytes) {
    // The worker's address may still write to the upload: what is looked at is a copy out of reach.
    String copy = ADOPTING + UuidV7.next();
    if (!bucket.copy(key, copy)) {
      throw PlatformException.notFound("upload", key);
    }
    try {
      Artifact artifact = check(copy, expected, mediaType, maxBytes);
      bucket.copy(copy, key(expected));
      table.insert(artifact);
      return artifact;
    } finally {
      bucket.delete(copy);
    }
  }

  private Artifact adoptSmall(String key, Digest expected, String mediaType) {
    try (InputStream in =
        bucket.get(key).orElseThrow(() -> PlatformException.notFound("upload", key))) {
      Content content = new Content(in.readNBytes(PACKED_BELOW), mediaType);
      if (!content.artifact().digest().equals(expected)) {
        throw Refusals.otherDigest(expected, content.artifact().digest());
      }
      return store(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Artifact check(String object, Digest expected, String mediaType, long maxBytes) {
    try (InputStream in =
            bucket.get(object).orElseThrow(() -> PlatformException.notFound("upload", object));
        DigestInputStream hashing = new DigestInputStream(in, Digest.sha256())) {
      long size = hashing.transferTo(OutputStream.nullOutputStream());
      Digest found = Digest.ofHash(hashing.getMessageDigest().digest());
      if (!found.equals(expected)) {
        throw Refusals.otherDigest(expected, found);
      }
      if (size > maxBytes) {
        throw Refusals.tooLarge(maxBytes);
      }
      return new Artifact(expected, mediaType, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Artifact store(Content content) {
    Optional<Artifact> known = find(content.artifact().digest());
    if (known.isPresent()) {
      return known.get();
    }
    if (content.bytes().length < PACKED_BELOW) {
      packs.write(content);
      return content.artifact();
    }
    return storeObject(content);
  }

  private Artifact storeObject(Content content) {
    Artifact artifact = content.artifact();
    bucket.put(key(artifact.digest()), content.bytes(), artifact.mediaType());
    table.insert(artifact);
    return artifact;
  }

  private Artifact storeFile(Path file, Artifact artifact) {
    return find(artifact.digest())
        .orElseGet(() -> {
          bucket.put(key(artifact.digest()), file, artifact.mediaType());
          table.insert(artifact);
          return artifact;
        });
  }

  private Row row(Digest digest) {
    return table.find(digest).orElseThrow(() -> PlatformException.notFound("artifact", digest));
  }

  private byte[] readPacked(Row row) {
    Artifact artifact = row.artifact();
    if (row.pack() == null || row.packOffset() == null || artifact.sizeBytes() == 0) {
      return new byte[0];
    }
    try (InputStream in =
        new VerifyingInputStream(
            bucket
                .get(PackWriter.key(row.pack()), row.packOffset(), artifact.sizeBytes())
                .orElseThrow(() -> gone(artifact.digest())),
            artifact)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlatformException gone(Digest digest) {
    return Refusals.damaged(digest, "its bytes are gone");
  }

  private static String key(Digest digest) {
    return "sha256/%s/%s".formatted(digest.hex().substring(0, 2), digest.hex().substring(2));
  }
}
