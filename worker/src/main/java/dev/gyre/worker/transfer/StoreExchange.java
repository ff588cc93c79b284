package dev.gyre.worker.transfer;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobUrls;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;

/** One GET or PUT at a presigned address. */
final class StoreExchange {

  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final Duration UPLOAD = Duration.ofMinutes(15);

  private final HttpClient http;

  StoreExchange(HttpClient http) {
    this.http = http;
  }

  /** A transfer that may succeed with another address, or later. */
  static final class FailedException extends Exception {
    FailedException(String message) {
      super(message);
    }

    FailedException(String message, Throwable cause) {
      super(message, cause);
    }

    /** What is thrown when the tries are used up. */
    PlatformException forCaller() {
      return new PlatformException(
          ErrorCode.DEPENDENCY, String.valueOf(getMessage()), Map.of(), this);
    }
  }

  void get(JobUrls.Input address, Wanted wanted) throws IOException, FailedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.url()).timeout(ANSWER).GET();
    addHeaders(request, address.headers());
    HttpResponse<InputStream> response =
        send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      requireSuccess("reading artifact " + address.digest(), address.url(), response.statusCode());
      Path part = wanted.target().resolveSibling(wanted.target().getFileName() + ".part");
      try {
        keep(body, wanted, part);
      } finally {
        boolean _ = Files.deleteIfExists(part);
      }
    }
  }

  void put(JobUrls.Upload address, Path file) throws IOException, FailedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.url())
            .timeout(UPLOAD)
            .PUT(HttpRequest.BodyPublishers.ofFile(file));
    addHeaders(request, address.headers());
    HttpResponse<Void> response = send(request.build(), HttpResponse.BodyHandlers.discarding());
    requireSuccess("putting " + file.getFileName(), address.url(), response.statusCode());
  }

  private static void keep(InputStream body, Wanted wanted, Path part)
      throws IOException, FailedException {
    MessageDigest sha256 = Digest.sha256();
    long size = 0;
    try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[1 << 16];
      int n = read(body, buffer, wanted);
      while (n >= 0) {
        size += n;
        if (size > wanted.maxBytes()) {
          throw new PlatformException(
              ErrorCode.TOO_LARGE,
              "Artifact %s has more than the %d bytes that are taken here"
                  .formatted(wanted.digest(), wanted.maxBytes()));
        }
        sha256.update(buffer, 0, n);
        out.write(buffer, 0, n);
        n = read(body, buffer, wanted);
      }
    }
    Digest arrived = Digest.ofHash(sha256.digest());
    if (!arrived.equals(wanted.digest())) {
      throw new FailedException(
          "Artifact %s arrived as %d bytes with digest %s; they were thrown away: check the object store"
              .formatted(wanted.digest(), size, arrived));
    }
    Path _ = Files.move(part, wanted.target());
  }

  /** Tells a broken connection, which is tried again, from a full disk, which is not. */
  private static int read(InputStream body, byte[] buffer, Wanted wanted) throws FailedException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new FailedException(
          "Artifact %s did not arrive whole: %s".formatted(wanted.digest(), e), e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws InterruptedIOException, FailedException {
    try {
      return http.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the object store was asked");
    } catch (IOException e) {
      throw new FailedException(
          "The object store at %s does not answer: %s".formatted(request.uri().getAuthority(), e),
          e);
    }
  }

  /** The client itself counts the bytes of a body. */
  private static void addHeaders(HttpRequest.Builder request, Map<String, String> headers) {
    headers.forEach((name, value) -> {
      if (!name.equalsIgnoreCase("content-length")) {
        request.header(name, value);
      }
    });
  }

  /** Without the query of the address: it is a key. */
  private static void requireSuccess(String what, URI url, int status) throws FailedException {
    if (status / 100 != 2) {
      throw new FailedException(
          "The object store at %s answered %d to %s".formatted(url.getAuthority(), status, what));
    }
  }
}
