package dev.gyre.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class GatewayIT {

  private static final long GIB = 1L << 30;

  private static Backend project;
  private static Backend data;
  private static ConfigurableApplicationContext gateway;
  private static int port;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    project = new Backend("project");
    data = new Backend("data");
    gateway =
        SpringApplication.run(
            GatewayApplication.class,
            "--server.port=0",
            "--gyre.peers.url.project=" + project.address(),
            "--gyre.peers.url.data=" + data.address(),
            "--gyre.peers.url.training=http://127.0.0.1:" + closedPort());
    // Not before the gateway: it tells the JDK's client to let a Host header pass.
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    data.close();
    project.close();
  }

  @Test
  void routesByTheNounBelowTheProject() throws Exception {
    assertThat(get("/api/v1/projects/p/datasets/d?limit=5&filter=a%3D%27b%20c%27").body())
        .startsWith("data GET /api/v1/projects/p/datasets/d?limit=5&filter=a%3D%27b%20c%27 ");
    assertThat(get("/api/v1/projects/p/samples").body()).startsWith("data GET ");
    assertThat(get("/api/v1/projects/p").body()).startsWith("project GET ");
    assertThat(get("/api/v1/projects/samples").body()).startsWith("project GET ");
    assertThat(get("/").body()).startsWith("project GET / ");
    assertThat(get("/login?code=x").body()).startsWith("project GET /login?code=x ");
  }

  @Test
  void leavesNounsOfAServiceThatDoesNotRunToTheProjectService() throws Exception {
    assertThat(get("/api/v1/projects/p/incidents").body()).startsWith("project GET ");
  }

  @Test
  void passesHostCookieAndOneRequestIdOn() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/api/v1/me")
                .header("Cookie", "gyre_session=s")
                .header("X-Request-Id", "r-1")
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.body()).contains("host=127.0.0.1:" + port, "id=r-1", "cookie=gyre_session=s");
    assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("r-1");
  }

  @Test
  void neverRoutesInternalPaths() throws Exception {
    for (String path :
        new String[] {
          "/internal/v1/introspect",
          "/api/v1/../../internal/v1/introspect",
          "/api/v1/%2e%2e/%2e%2e/internal/v1/introspect",
          "/api/v1/..;/..;/internal/v1/introspect",
          "//internal/v1/introspect",
          "/actuator/prometheus"
        }) {
      assertThat(raw(path)).as(path).containsPattern("^HTTP/1.1 40[04] ").doesNotContain("project");
    }
    HttpResponse<String> answer = get("/internal/v1/introspect");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"");
  }

  @Test
  void answersBadGatewayWhenAServiceIsDown() throws Exception {
    HttpResponse<String> answer = get("/api/v1/projects/p/models");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("\"code\":\"DEPENDENCY\"", "\"status\":502", "\"service\":\"training\"");
  }

  @Test
  void refusesAForeignHostName() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      write(socket, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ")
          .contains("HOST_NOT_ALLOWED");
    }
  }

  @Test
  void endsAnEventStreamUpstreamSoonAfterItsReaderHasLeft() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request("/api/v1/projects/p/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).isEqualTo("id: 1");
    }
    Instant before = Instant.now();
    assertThat(project.awaitLeft()).isEqualTo("/api/v1/projects/p/events");
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void endsAnAbortedDownloadUpstream() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(
            request("/api/v1/projects/p/samples/large?size=" + 100 * GIB).build(),
            BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(body.readNBytes(1000)).hasSize(1000);
    }
    assertThat(data.awaitLeft()).isEqualTo("/api/v1/projects/p/samples/large");
  }

  @Test
  void streamsBodiesLargerThanItsMemory() throws Exception {
    long size = GIB;
    assertThat(Runtime.getRuntime().maxMemory()).isLessThan(size);
    HttpResponse<InputStream> down =
        client.send(
            request("/api/v1/projects/p/samples/large?size=" + size).build(),
            BodyHandlers.ofInputStream());
    try (InputStream body = down.body()) {
      assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
    }
    HttpResponse<String> up =
        client.send(
            request("/api/v1/projects/p/imports")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(size)))
                .build(),
            BodyHandlers.ofString());
    assertThat(up.body()).startsWith("data POST ").endsWith("size=" + size);
  }

  @Test
  void refusesMediaTypesThatNobodyCanWorkWith() throws Exception {
    for (String header : List.of("Content-Type: */*", "Content-Type: ;;;", "Accept: */html")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        write(
            socket,
            "POST /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\nContent-Length: 2\r\n\r\n{}"
                .formatted(header));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .as(header)
            .startsWith("HTTP/1.1 400 ")
            .contains("application/problem+json", "\"code\":");
      }
    }
  }

  @Test
  void takesLargeHeaders() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/api/v1/me").header("X-Long", "x".repeat(20_000)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  /** The answer to a path that a client of good manners would not send. */
  private static String raw(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      write(
          socket,
          "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A body that is nowhere in memory. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      left -= count;
      return count;
    }
  }
}
