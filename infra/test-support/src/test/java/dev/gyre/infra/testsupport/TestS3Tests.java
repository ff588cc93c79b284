package dev.gyre.infra.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class TestS3Tests {

  @Test
  void refusesCallersWithoutKeys() throws IOException, InterruptedException {
    TestS3 s3 = TestS3.create();
    HttpRequest request = HttpRequest.newBuilder(s3.endpoint().resolve("/" + s3.bucket())).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }
    assertThat(s3.folder()).isEmptyDirectory();
  }
}
