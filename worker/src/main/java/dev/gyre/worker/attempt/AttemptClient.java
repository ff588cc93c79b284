package dev.gyre.worker.attempt;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobLease;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.api.json.ContractJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;

/**
 * The calls that {@link dev.gyre.api.job.JobAttemptApi} opens to the worker that holds an attempt.
 * Each is tried once; a refusal comes as the exception that the server threw, a missing answer as
 * {@code DEPENDENCY}. Safe for use by many threads.
 */
public final class AttemptClient {

  private final HttpClient http;
  private final URI root;
  private final String authorization;

  public AttemptClient(HttpClient http, JobAssignment assignment) {
    this.http = http;
    String base = assignment.baseUrl().toString();
    this.root =
        URI.create(
            "%s/internal/v1/jobs/%s/attempts/%d/"
                .formatted(
                    base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
                    assignment.job(),
                    assignment.attempt()));
    this.authorization = "Bearer " + assignment.token();
  }

  /** Renews the lease and reports. */
  JobLease heartbeat(JobHeartbeat heartbeat, Duration limit) {
    return read(post("heartbeat", heartbeat, limit), JobLease.class);
  }

  /** Addresses for inputs and results. */
  public JobUrls urls(JobUrlQuery query) {
    return read(post("urls", query, Duration.ofSeconds(30)), JobUrls.class);
  }

  /** Keeps a state to go on from. The server reads its bytes before it answers. */
  void checkpoint(JobCheckpoint checkpoint, Duration limit) {
    byte[] _ = post("checkpoint", checkpoint, limit);
  }

  /** Ends the attempt. The server reads all results before it answers. */
  void complete(JobCompletion completion, Duration limit) {
    byte[] _ = post("complete", completion, limit);
  }

  private byte[] post(String method, Object body, Duration limit) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(method))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    ContractJson.mapper().writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> response = await(request, limit);
    if (response.statusCode() / 100 != 2) {
      throw Problem.decode(response.statusCode(), response.body(), root.getAuthority());
    }
    return response.body();
  }

  private HttpResponse<byte[]> await(HttpRequest request, Duration limit) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unanswered(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unanswered("no answer within " + limit.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unanswered("interrupted", e);
    }
  }

  private PlatformException unanswered(String why, Exception cause) {
    return new PlatformException(
        ErrorCode.DEPENDENCY,
        "The server at %s does not answer: %s".formatted(root.getAuthority(), why),
        Map.of(),
        cause);
  }

  private <T> T read(byte[] body, Class<T> type) {
    try {
      return ContractJson.mapper().readValue(body, type);
    } catch (JacksonException e) {
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The server at %s answered with no %s: %s"
              .formatted(root.getAuthority(), type.getSimpleName(), e.getOriginalMessage()),
          Map.of(),
          e);
    }
  }
}
