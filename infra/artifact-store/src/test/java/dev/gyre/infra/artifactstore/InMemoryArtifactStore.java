package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store for tests, without a server. Addresses that it signs lead nowhere. */
public final class InMemoryArtifactStore implements ArtifactStore {

  private final Map<Digest, Content> artifacts = new ConcurrentHashMap<>();
  private final Map<String, Received> uploads = new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemoryArtifactStore(Clock clock) {
    this.clock = clock;
  }

  /** Does what a worker does with the upload's address. */
  public void receive(Upload upload, byte[] bytes) {
    uploads.put(upload.key(), new Received(new Content(bytes, "a/b"), clock.instant()));
  }

  /** Changes a stored byte, as a bad disk would. */
  public void damage(Digest digest) {
    Content content = stored(digest);
    content.bytes()[content.bytes().length / 2] ^= 1;
  }

  @Override
  public Artifact put(InputStream bytes, String mediaType, long maxBytes) throws IOException {
    byte[] all = bytes.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE));
    if (all.length > maxBytes) {
      throw Refusals.tooLarge(maxBytes);
    }
    return put(all, mediaType);
  }

  @Override
  public List<Artifact> putAll(List<Content> contents) {
    Refusals.insideTransaction();
    return contents.stream()
        .map(content ->
            artifacts
                .computeIfAbsent(
                    content.artifact().digest(),
                    _ -> new Content(content.bytes().clone(), content.artifact().mediaType()))
                .artifact())
        .toList();
  }

  @Override
  public Optional<Artifact> find(Digest digest) {
    return Optional.ofNullable(artifacts.get(digest)).map(Content::artifact);
  }

  @Override
  public Set<Digest> missing(Collection<Digest> digests) {
    Set<Digest> missing = new HashSet<>(digests);
    missing.removeAll(artifacts.keySet());
    return missing;
  }

  @Override
  public InputStream open(Digest digest) {
    Content content = stored(digest);
    return new VerifyingInputStream(new ByteArrayInputStream(content.bytes()), content.artifact());
  }

  @Override
  public InputStream open(Digest digest, long offset, long length) {
    Content content = stored(digest);
    Refusals.part(content.artifact(), offset, length);
    return new ByteArrayInputStream(content.bytes(), (int) offset, (int) length);
  }

  @Override
  public PresignedRead presignRead(Digest digest, Duration life) {
    Refusals.life(life);
    return new PresignedRead(
        stored(digest).artifact(),
        URI.create("memory:" + digest),
        Map.of(),
        clock.instant().plus(life));
  }

  @Override
  public Upload presignUpload(Duration life) {
    Refusals.life(life);
    String key = "uploads/" + UuidV7.next();
    return new Upload(key, URI.create("memory:" + key), clock.instant().plus(life));
  }

  @Override
  public Artifact adopt(String key, Digest expected, String mediaType, long maxBytes) {
    Refusals.insideTransaction();
    Received received = uploads.get(key);
    if (received == null) {
      throw PlatformException.notFound("upload", key);
    }
    Artifact uploaded = received.content().artifact();
    if (uploaded.sizeBytes() > maxBytes) {
      throw Refusals.tooLarge(maxBytes);
    }
    if (!uploaded.digest().equals(expected)) {
      throw Refusals.otherDigest(expected, uploaded.digest());
    }
    return put(received.content().bytes(), mediaType);
  }

  @Override
  public void discardUpload(String key) {
    uploads.remove(key);
  }

  @Override
  public int discardUploads(Instant before) {
    int count = uploads.size();
    uploads.values().removeIf(received -> received.at().isBefore(before));
    return count - uploads.size();
  }

  private Content stored(Digest digest) {
    Content content = artifacts.get(digest);
    if (content == null) {
      throw PlatformException.notFound("artifact", digest);
    }
    return content;
  }

  private record Received(Content content, Instant at) {}
}
