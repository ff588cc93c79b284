package dev.gyre.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gyre.api.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what it was told to, by method and path, and keeps the last body of each. */
final class FakeServer implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, List<String>> types = new ConcurrentHashMap<>();
  private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers a call such as {@code GET /api/v1/projects/p/jobs} with a record. */
  FakeServer on(String call, Object answer) {
    return on(call, 200, answer);
  }

  FakeServer on(String call, int status, Object answer) {
    answers.put(call, new Answer(status, ContractJson.mapper().writeValueAsString(answer)));
    return this;
  }

  /** The body that came last with a call. */
  byte[] bytes(String call) {
    return Objects.requireNonNull(bodies.get(call), () -> call + " was not called");
  }

  String body(String call) {
    return new String(bytes(call), StandardCharsets.UTF_8);
  }

  /** The media types that the last body of a call came with. */
  List<String> types(String call) {
    return types.getOrDefault(call, List.of());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    types.put(call, exchange.getRequestHeaders().getOrDefault("Content-Type", List.of("none")));
    bodies.put(call, exchange.getRequestBody().readAllBytes());
    Answer answer =
        answers.getOrDefault(
            call,
            new Answer(
                404,
                ContractJson.mapper()
                    .writeValueAsString(Map.of("code", "NOT_FOUND", "detail", "No " + call))));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
