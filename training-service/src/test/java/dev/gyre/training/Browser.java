package dev.gyre.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests as they stand, headers included. */
public final class Browser {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  Browser(int port) {
    this.base = "http://localhost:" + port;
  }

  /** The answer to a request with a body, or without one if it is empty. */
  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      return new Answer(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Puts bytes to a presigned address, as a worker does. */
  public void upload(URI address, byte[] bytes) {
    HttpRequest request =
        HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
    Answer answer = send(request);
    if (answer.status() != 200) {
      throw new IllegalStateException("The upload was answered %d".formatted(answer.status()));
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public List<String> lines() {
      return response.body().lines().toList();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** The text of a member. */
    public String text(String member) {
      return json().path(member).asString("");
    }

    /** The problem's code, empty if it is none. */
    public String code() {
      return text("code");
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }
}
