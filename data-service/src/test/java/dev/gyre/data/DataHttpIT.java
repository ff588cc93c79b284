package dev.gyre.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobState;
import dev.gyre.api.project.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataHttpIT extends DataServer {

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/api/v1/projects/%s%s".formatted(port, project, path)))
        .header("Authorization", "Bearer " + Role.ENGINEER.name());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private Sample imported() throws IOException, InterruptedException {
    byte[] zip = zip(Map.of("cat/a.png", Pictures.png(1)));
    HttpResponse<byte[]> started =
        send(
            request("/imports")
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip)));
    assertThat(started.statusCode())
        .as(new String(started.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isBetween(200, 202);
    JsonNode body = JsonMapper.shared().readTree(started.body());
    Job job = ended(jobs.get(JobId.valueOf(body.get("id").asString())));
    assertThat(job.state()).as("%s", job.outcome()).isEqualTo(JobState.SUCCEEDED);
    return as(Role.VIEWER, SamplesApi.class, api -> api.list(project, null, 1, null))
        .items()
        .getFirst();
  }

  @Test
  void streamsAnArchiveInAndAPictureOut() throws IOException, InterruptedException {
    Sample sample = imported();

    HttpResponse<byte[]> picture =
        send(
            request("/samples/%s/streams/image".formatted(sample.id()))
                .header("Accept", "image/avif,image/*,*/*;q=0.8"));

    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(picture.body()).isEqualTo(Pictures.png(1));
  }

  @Test
  void labelsByETag() throws IOException, InterruptedException {
    Sample sample = imported();
    HttpResponse<byte[]> read = send(request("/samples/" + sample.id()));
    String etag = read.headers().firstValue("ETag").orElseThrow();
    String path = "/samples/%s/label".formatted(sample.id());
    String label = "{\"class_name\": \"dog\"}";

    HttpResponse<byte[]> labelled =
        send(json(request(path)).header("If-Match", etag).PUT(text(label)));

    assertThat(labelled.statusCode())
        .as(new String(labelled.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(labelled.body()).get("class_name").asString())
        .isEqualTo("dog");
    HttpResponse<byte[]> without = send(json(request(path)).PUT(text(label)));
    assertThat(code(without)).isEqualTo("PRECONDITION_REQUIRED");
  }

  @Test
  void tellsTheColumnOfABadFilter() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(request("/samples?filter=sample.nihgt"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("INVALID_FILTER");
    assertThat(JsonMapper.shared().readTree(answer.body()).get("column").asString()).isEqualTo("7");
  }

  @Test
  void letsOnlyServicesBringSamples() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/internal/v1/data/projects/%s/samples"
                        .formatted(port, project)))
            .header("Authorization", "Bearer " + Role.ADMIN.name());

    HttpResponse<byte[]> answer = send(json(request).POST(text("[]")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(code(answer)).isEqualTo("PERMISSION_DENIED");
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  private static String code(HttpResponse<byte[]> answer) {
    return JsonMapper.shared().readTree(answer.body()).get("code").asString();
  }
}
