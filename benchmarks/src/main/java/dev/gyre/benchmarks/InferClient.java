package dev.gyre.benchmarks;

import dev.gyre.cli.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** Asks an endpoint by the Open Inference Protocol. Safe for use by many threads. */
final class InferClient {

  private static final LongAdder REPEATED = new LongAdder();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;

  private InferClient(HttpRequest request) {
    this.request = request;
  }

  /** One picture of 8 x 8, in JSON. */
  static InferClient json(ScratchGyre gyre, Connection site, String endpoint, byte[] pixels)
      throws IOException {
    StringBuilder data = new StringBuilder();
    for (byte pixel : pixels) {
      data.append(data.isEmpty() ? "" : ",").append(pixel & 0xff);
    }
    String body =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,8,8,1],\"data\":[%s]}]}"
            .formatted(data);
    return new InferClient(
        post(gyre, site, endpoint)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Many pictures of 8 x 8 at once, as bytes. */
  static InferClient binary(
      ScratchGyre gyre, Connection site, String endpoint, int rows, byte[] pixels)
      throws IOException {
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[%d,8,8,1],\"parameters\":{\"binary_data_size\":%d}}],\"parameters\":{\"binary_data_output\":true}}"
            .formatted(rows, pixels.length);
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head);
    body.writeBytes(pixels);
    return new InferClient(
        post(gyre, site, endpoint)
            .header("Content-Type", "application/octet-stream")
            .header("Inference-Header-Content-Length", Integer.toString(head.length))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  private static HttpRequest.Builder post(ScratchGyre gyre, Connection site, String endpoint)
      throws IOException {
    return HttpRequest.newBuilder(
            URI.create(
                "%s/oip/%s/v2/models/%s/infer".formatted(gyre.address(), site.project(), endpoint)))
        .header("Authorization", "Bearer " + gyre.token());
  }

  /** Requests that were sent again because their connection broke off. */
  static long repeated() {
    return REPEATED.sum();
  }

  /**
   * One request; anything but 200 ends the benchmark. Where the connection breaks off before an
   * answer it is sent once more, in the same time, and counted.
   */
  byte[] call() throws IOException, InterruptedException {
    try {
      return once();
    } catch (IOException e) {
      REPEATED.increment();
      return once();
    }
  }

  private byte[] once() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "Answered %d: %s"
              .formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return answer.body();
  }
}
