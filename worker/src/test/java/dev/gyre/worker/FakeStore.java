package dev.gyre.worker;

import com.sun.net.httpserver.HttpExchange;
import dev.gyre.api.Digest;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobUrls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An object store in memory. Addresses demand their headers; artifacts lie in a pack, so that a
 * range cuts them out.
 */
final class FakeStore {

  private static final int OFFSET = 7;

  private final Map<Digest, byte[]> artifacts = new ConcurrentHashMap<>();
  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger names = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  Digest add(byte[] content) {
    Digest digest = Digest.of(content);
    artifacts.put(digest, content);
    return digest;
  }

  Digest add(Path file) {
    try {
      return add(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts other bytes of equal length under the digest. */
  void damage(Digest digest) {
    artifacts.computeIfPresent(
        digest,
        (_, bytes) -> {
          byte[] other = bytes.clone();
          other[other.length / 2] ^= 1;
          return other;
        });
  }

  /** The next transfers are answered 503. */
  void failNext(int count) {
    failures.set(count);
  }

  byte[] get(Digest digest) {
    return Objects.requireNonNull(artifacts.get(digest), digest::toString);
  }

  boolean has(Digest digest) {
    return artifacts.containsKey(digest);
  }

  JobUrls.Input input(URI base, Digest digest) {
    int length = get(digest).length;
    return new JobUrls.Input(
        digest,
        base.resolve("/store/artifact/" + digest + "?signature=s"),
        Map.of("Range", "bytes=%d-%d".formatted(OFFSET, OFFSET + length - 1), "X-Signed", "in"));
  }

  JobUrls.Upload upload(URI base) {
    String name = "upload-" + names.incrementAndGet();
    return new JobUrls.Upload(
        name, base.resolve("/store/upload/" + name + "?signature=s"), Map.of("X-Signed", "out"));
  }

  /** Keeps the uploads of a completion; false if bytes are missing or differ. */
  boolean accept(List<JobArtifact> results) {
    for (JobArtifact result : results) {
      byte[] bytes = uploads.get(result.upload());
      if (bytes == null
          || bytes.length != result.size()
          || !Digest.of(bytes).equals(result.digest())) {
        return false;
      }
      artifacts.put(result.digest(), bytes);
    }
    return true;
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      byte[] body = exchange.getRequestBody().readAllBytes();
      String signed = exchange.getRequestHeaders().getFirst("X-Signed");
      if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
      } else if (exchange.getRequestMethod().equals("PUT") && "out".equals(signed)) {
        uploads.put(name, body);
        exchange.sendResponseHeaders(200, -1);
      } else if (exchange.getRequestMethod().equals("GET")
          && "in".equals(signed)
          && exchange.getRequestHeaders().getFirst("Range").startsWith("bytes=" + OFFSET + "-")) {
        byte[] content = get(new Digest(name));
        exchange.sendResponseHeaders(206, content.length);
        exchange.getResponseBody().write(content);
      } else {
        exchange.sendResponseHeaders(403, -1);
      }
    }
  }
}
