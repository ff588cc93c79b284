package dev.gyre.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A small HTTP server that tells what it was asked and knows when it was left alone. */
final class Backend implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  private final String name;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<String> left = new LinkedBlockingQueue<>();

  Backend(String name) throws IOException {
    this.name = name;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::echo);
    server.createContext("/api/v1/projects/p/events", this::events);
    server.createContext("/api/v1/projects/p/samples/large", this::large);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The path of the next stream whose reader went away, null after ten seconds. */
  @Nullable String awaitLeft() throws InterruptedException {
    return left.poll(10, TimeUnit.SECONDS);
  }

  /** Who was asked what, with the header fields that matter and the size of the body. */
  private void echo(HttpExchange exchange) throws IOException {
    long size = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    String text =
        "%s %s %s host=%s id=%s cookie=%s size=%d"
            .formatted(
                name,
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().getFirst("X-Request-Id"),
                exchange.getRequestHeaders().getFirst("Cookie"),
                size);
    exchange.getResponseHeaders().set("X-Request-Id", "from-the-service");
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    CountDownLatch never = new CountDownLatch(1);
    try (OutputStream body = exchange.getResponseBody()) {
      for (int id = 1; !never.await(100, TimeUnit.MILLISECONDS); id++) {
        body.write("id: %d%ndata: tick%n%n".formatted(id).getBytes(StandardCharsets.UTF_8));
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      left.add(exchange.getRequestURI().getPath());
    }
  }

  /** As many zeros as the parameter {@code size} says. */
  private void large(HttpExchange exchange) throws IOException {
    long size = Long.parseLong(exchange.getRequestURI().getQuery().substring("size=".length()));
    exchange.sendResponseHeaders(200, size);
    try (OutputStream body = exchange.getResponseBody()) {
      for (long sent = 0; sent < size; sent += CHUNK) {
        body.write(new byte[(int) Math.min(CHUNK, size - sent)]);
      }
    } catch (IOException e) {
      left.add(exchange.getRequestURI().getPath());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
