package dev.gyre.infra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whatever comes in at the door, what goes out is a problem document with a code. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.import=classpath:gyre-common.yaml",
      "gyre.web.max-body-size=2KB",
    })
class BadRequestTests {

  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /texts?q=%ff%C3 HTTP/1.1",
        "GET /texts?q=%zz HTTP/1.1",
        "GET /texts?q={} HTTP/1.1",
        "GET /te%00xts HTTP/1.1",
        "GET /%2e%2e/%ff HTTP/1.1",
        "GET /texts%2Fx HTTP/1.1",
        "GET /nothing HTTP/1.1",
        "TRACE /texts HTTP/1.1",
        "BREW /texts HTTP/1.1",
        "GET /texts?q=a HTTP/1.1|Accept: */html",
        "GET /texts?q=a HTTP/1.1|Accept: image/png",
        "POST /texts HTTP/1.1|Content-Type: ;;;|Content-Length: 2||{}",
        "POST /texts HTTP/1.1|Content-Type: multipart/form-data|Content-Length: 2||{}",
        "POST /texts HTTP/1.1|Content-Type: text/plain|Content-Length: 2||{}",
        "POST /texts HTTP/1.1|Content-Type: application/json||",
        "POST /texts HTTP/1.1|Content-Type: application/json|Content-Length: -4||",
        "POST /texts HTTP/1.1|Content-Type: application/json|Transfer-Encoding: chunked||zz|",
        "POST /texts HTTP/1.1|Content-Type: application/json;charset=nope|Content-Length: 2||{}",
        "POST /texts HTTP/1.1|Content-Type: application/json|Content-Length: 5||{\"a\":",
      })
  void answersUnsoundRequestsByAProblemDocument(String request) throws IOException {
    String answer = raw(request);
    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .contains("application/problem+json", "\"code\":\"")
        .doesNotContain("Controller", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/*",
        "application/*+json",
        "json",
        ";;;",
        "application/json, text/plain",
        "application/json;charset=nope",
        "application/json|Content-Type: application/json",
        "text/plain;a=\u00e9",
      })
  void refusesABodyOfATypeThatIsNone(String type) throws IOException {
    assertThat(raw("POST /texts HTTP/1.1|Content-Type: " + type + "|Content-Length: 2||{}"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"code\":\"UNREADABLE_BODY\"");
  }

  @Test
  void saysWhichMemberIsOfAnotherKindInWordsOfJson() throws Exception {
    assertThat(post(BodyPublishers.ofString("{\"a\": 7.5}")))
        .contains("UNREADABLE_BODY", "at 'a'", "(7.5) to a text")
        .doesNotContain("java", "Coercion");
    assertThat(post(BodyPublishers.ofString("{\"a\": \"x\", \"a\": \"y\"}")))
        .contains("UNREADABLE_BODY", "Duplicate Object property");
  }

  @Test
  void refusesAnAcceptThatItCannotRead() throws IOException {
    String many = "image/png,".repeat(50);
    for (String type : List.of("*/html", "json", "a/b;q=7", "a/b;q=x", many + "*/*")) {
      assertThat(raw("GET /texts?q=a HTTP/1.1|Accept: " + type))
          .as(type)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "\"code\":\"INVALID_ARGUMENT\"", "Accept");
    }
  }

  @Test
  void refusesABodyThatAnnouncesTooMuch() throws Exception {
    assertThat(post(BodyPublishers.ofString("{\"a\": \"%s\"}".formatted("a".repeat(4000)))))
        .contains("\"code\":\"TOO_LARGE\"");
  }

  @Test
  void refusesABodyThatTurnsOutTooLong() throws Exception {
    assertThat(post(BodyPublishers.ofInputStream(() -> text(2_000_000))))
        .contains("\"code\":\"TOO_LARGE\"");
  }

  @Test
  void takesABodyWithinTheBound() throws Exception {
    assertThat(post(BodyPublishers.ofInputStream(() -> text(2000)))).isEqualTo("2000");
  }

  @Test
  void asksTranslatorsAboutFaultsThatItDoesNotKnow() throws Exception {
    assertThat(raw("GET /full HTTP/1.1")).startsWith("HTTP/1.1 503").contains("CAPACITY");
    assertThat(raw("GET /broken HTTP/1.1"))
        .startsWith("HTTP/1.1 500")
        .contains("INTERNAL")
        .doesNotContain("secret");
  }

  private static InputStream text(int length) {
    String json = "{\"a\": \"%s\"}".formatted("a".repeat(length));
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.US_ASCII));
  }

  private String post(BodyPublisher body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/texts"))
              .header("Content-Type", "application/json")
              .POST(body)
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  /** Sends it as it is; a bar ends a line, two end the headers. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String lines = request.replace("|", "\r\n");
      int end = lines.indexOf("\r\n\r\n");
      String head = end < 0 ? lines : lines.substring(0, end);
      String body = end < 0 ? "" : lines.substring(end + 4);
      String sent = head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(TextController.class)
  static class Server {

    @Bean
    FaultTranslator fullHouse() {
      return fault ->
          fault instanceof IllegalStateException full && "full".equals(full.getMessage())
              ? Optional.of(new PlatformException(ErrorCode.CAPACITY, "No room; repeat later"))
              : Optional.empty();
    }
  }

  record Text(String a) {}

  @RestController
  static class TextController {

    @GetMapping("/texts")
    Text echo(@RequestParam String q) {
      return new Text(q);
    }

    @PostMapping("/texts")
    Integer length(@RequestBody Text text) {
      return text.a().length();
    }

    @GetMapping("/full")
    String full() {
      throw new IllegalStateException("full");
    }

    @GetMapping("/broken")
    String broken() {
      throw new IllegalStateException("secret");
    }
  }
}
