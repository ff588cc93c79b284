package dev.gyre.integration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A project of one running Gyre and requests to it that are made by hand, byte by byte. */
final class Door {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String CONTRACT =
      """
      {"task": "CLASSIFICATION", "classes": ["zero", "one"],
       "streams": [{"name": "image", "kind": "image", "required": true, "channels": 1}],
       "right": "CLASS_EQUAL", "metrics": [{"metric": "ACCURACY", "floor": 0.5, "margin": 0.1}],
       "accepted_error": 0.1, "on_insufficient": "REFUSE"}
      """;

  private final RunningGyre gyre;
  private final String project;

  private Door(RunningGyre gyre, String project) {
    this.gyre = gyre;
    this.project = project;
  }

  /** The door of a project that has a task contract of two classes, made if it is not there. */
  static Door of(Topology topology, String project) {
    RunningGyre gyre = RunningGyre.in(topology);
    Door door = new Door(gyre, project);
    String slug = "{\"slug\": \"%s\"}".formatted(project);
    Http.send("POST", gyre.address() + "/api/v1/projects", gyre.adminToken(), slug);
    door.json("PUT", "/task-contract", CONTRACT);
    return door;
  }

  /** A request to an address below the project's, as the administrator. */
  Http.Answer json(String method, String path, String body) {
    return send(method, path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  Http.Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Http.Answer bytes(String path, String mediaType, byte[] body) {
    return send("POST", path, BodyPublishers.ofByteArray(body), "Content-Type", mediaType);
  }

  /** A body that is made while it is sent, without saying how long it will be. */
  Http.Answer stream(String path, String mediaType, Supplier<InputStream> body) {
    return send("POST", path, BodyPublishers.ofInputStream(body), "Content-Type", mediaType);
  }

  Http.Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    return send(gyre.adminToken(), method, path, body, headers);
  }

  Http.Answer sendAs(String token, String method, String path) {
    return send(token, method, path, BodyPublishers.noBody());
  }

  /** The state of an import that was begun with these bytes, once its job has ended. */
  Imported load(byte[] zip) {
    Http.Answer begun = bytes("/imports?format=class_folder", "application/zip", zip);
    if (begun.status() != 202) {
      throw new AssertionError(begun.toString());
    }
    String job = begun.json().get("id").asString();
    String subject = begun.json().get("subject").asString();
    Awaitility.await("the import")
        .atMost(Duration.ofMinutes(2))
        .until(() -> get("/jobs/" + job).json().has("outcome"));
    return new Imported(
        get("/jobs/" + job).json().get("outcome").toString(),
        get("/imports/" + subject.substring("import/".length()) + "/rejects").body());
  }

  /** What became of an archive. */
  record Imported(String outcome, String rejects) {}

  /** How much there is of all that a request could leave behind. */
  String counts() {
    return get("/samples/count").body()
        + get("/datasets").body()
        + get("/preparations").body()
        + get("/recipes").body()
        + get("/label-queues").body()
        + get("/task-contract").body();
  }

  private Http.Answer send(
      String token, String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gyre.address() + "/api/v1/projects/" + project + path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + token)
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Http.Answer(
          response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The beginning of a JSON text, and then so many bytes of one string. */
  static InputStream longJson(String beginning, long bytes) {
    return new SequenceInputStream(
        new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8)),
        new InputStream() {
          private long left = bytes;

          @Override
          public int read() {
            return left-- > 0 ? 'a' : -1;
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
              return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(into, offset, offset + count, (byte) 'a');
            left -= count;
            return count;
          }
        });
  }
}
