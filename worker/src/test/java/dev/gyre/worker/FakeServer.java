package dev.gyre.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobLease;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A server that holds one attempt after another, as JobAttemptApi says, and a {@link FakeStore}.
 */
final class FakeServer implements AutoCloseable {

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final FakeStore store = new FakeStore();

  private final List<JobHeartbeat> heartbeats = new ArrayList<>();
  private final List<Integer> refusedSequences = new ArrayList<>();
  private final List<JobCheckpoint> checkpoints = new ArrayList<>();
  private final List<JobCompletion> refused = new ArrayList<>();
  private @Nullable JobAssignment assignment;
  private @Nullable JobCompletion completion;
  private Duration lease = Duration.ofSeconds(10);
  private int lastSequence;
  private int failures;
  private boolean fenced;
  private boolean refusingResults;
  private BiFunction<JobHeartbeat, FakeServer, Boolean> onHeartbeat = (_, _) -> false;

  FakeServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/internal/v1/jobs/", this::handle);
    http.createContext("/store/", store::handle);
    http.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Begins a new attempt. */
  synchronized JobAssignment assign(String type, Object input) {
    heartbeats.clear();
    checkpoints.clear();
    completion = null;
    lastSequence = 0;
    assignment =
        new JobAssignment(
            base(),
            JobId.next(),
            1,
            new JobType(type),
            ProjectId.next(),
            "secret-of-the-attempt",
            Instant.now().plus(lease),
            1,
            1L << 30,
            ContractJson.mapper().valueToTree(input));
    return assignment;
  }

  synchronized void leaseFor(Duration duration) {
    lease = duration;
  }

  /** The next calls are answered with CAPACITY. */
  synchronized void failNext(int count) {
    failures = count;
  }

  synchronized void fence() {
    fenced = true;
  }

  synchronized void refuseResults() {
    refusingResults = true;
  }

  /** Hears each heartbeat; true asks the worker to stop. */
  synchronized void onHeartbeat(BiFunction<JobHeartbeat, FakeServer, Boolean> listener) {
    onHeartbeat = listener;
  }

  synchronized List<JobHeartbeat> heartbeats() {
    return List.copyOf(heartbeats);
  }

  /** Sequence numbers of the heartbeats that were answered with CAPACITY. */
  synchronized List<Integer> refusedSequences() {
    return List.copyOf(refusedSequences);
  }

  synchronized List<String> lines() {
    return heartbeats.stream().flatMap(heartbeat -> heartbeat.lines().stream()).toList();
  }

  synchronized List<JobMetric> metrics() {
    return heartbeats.stream().flatMap(heartbeat -> heartbeat.metrics().stream()).toList();
  }

  synchronized Optional<JobCompletion> completion() {
    return Optional.ofNullable(completion);
  }

  synchronized List<JobCheckpoint> checkpoints() {
    return List.copyOf(checkpoints);
  }

  /** Returns once the worker has handed over a checkpoint. */
  synchronized JobCheckpoint awaitCheckpoint(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (checkpoints.isEmpty() && System.nanoTime() < end) {
      wait(100);
    }
    return checkpoints.getFirst();
  }

  synchronized List<JobCompletion> refused() {
    return List.copyOf(refused);
  }

  <T> T result(Class<T> type) {
    JobOutcome outcome = completion().orElseThrow().outcome();
    if (outcome instanceof JobOutcome.Succeeded(var result)) {
      return ContractJson.mapper().treeToValue(result, type);
    }
    throw new AssertionError("The job ended otherwise: " + outcome);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      byte[] answer;
      int status = 200;
      try {
        Object value = answer(exchange, body);
        answer = ContractJson.mapper().writeValueAsBytes(value);
      } catch (PlatformException e) {
        status = 400;
        answer =
            ContractJson.mapper()
                .writeValueAsBytes(Map.of("code", e.code().name(), "detail", e.detail()));
      }
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private synchronized Object answer(HttpExchange exchange, byte[] body) {
    JobAssignment held = assignment;
    String path = exchange.getRequestURI().getPath();
    if (held == null
        || !path.startsWith(
            "/internal/v1/jobs/%s/attempts/%d/".formatted(held.job(), held.attempt()))) {
      throw PlatformException.notFound("attempt", path);
    }
    if (!("Bearer " + held.token())
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      throw new PlatformException(ErrorCode.UNAUTHENTICATED, "No such token");
    }
    String method = path.substring(path.lastIndexOf('/') + 1);
    if (failures > 0) {
      failures--;
      if (method.equals("heartbeat")) {
        refusedSequences.add(read(body, JobHeartbeat.class).sequence());
      }
      throw new PlatformException(ErrorCode.CAPACITY, "No room");
    }
    return switch (method) {
      case "heartbeat" -> heartbeat(read(body, JobHeartbeat.class));
      case "urls" -> urls(read(body, JobUrlQuery.class));
      case "checkpoint" -> checkpoint(read(body, JobCheckpoint.class));
      case "complete" -> complete(read(body, JobCompletion.class));
      default -> throw PlatformException.notFound("method", method);
    };
  }

  private JobLease heartbeat(JobHeartbeat heartbeat) {
    requireHeld();
    if (heartbeat.sequence() > lastSequence) {
      lastSequence = heartbeat.sequence();
      heartbeats.add(heartbeat);
    }
    boolean cancel = onHeartbeat.apply(heartbeat, this);
    requireHeld();
    return new JobLease(Instant.now().plus(lease), cancel);
  }

  private JobUrls urls(JobUrlQuery query) {
    requireHeld();
    List<JobUrls.Upload> uploads = new ArrayList<>();
    for (int i = 0; i < query.uploads(); i++) {
      uploads.add(store.upload(base()));
    }
    query.inputs().stream()
        .filter(digest -> !store.has(digest))
        .findFirst()
        .ifPresent(digest -> {
          throw PlatformException.notFound("artifact", digest);
        });
    return new JobUrls(
        query.inputs().stream().map(digest -> store.input(base(), digest)).toList(),
        uploads,
        Instant.now().plusSeconds(60));
  }

  private Map<String, String> checkpoint(JobCheckpoint checkpoint) {
    requireHeld();
    if (!store.accept(List.of(checkpoint.artifact()))) {
      throw PlatformException.invalid("artifact", checkpoint.artifact(), "what was uploaded");
    }
    checkpoints.add(checkpoint);
    notifyAll();
    return Map.of();
  }

  private Map<String, String> complete(JobCompletion report) {
    JobCompletion before = completion;
    if (before != null && before.outcome().state() == report.outcome().state()) {
      return Map.of();
    }
    requireHeld();
    if (refusingResults && report.outcome() instanceof JobOutcome.Succeeded) {
      refused.add(report);
      throw PlatformException.invalid("artifacts", "other bytes", "what was uploaded");
    }
    if (!store.accept(report.artifacts())) {
      throw PlatformException.invalid("artifacts", report.artifacts(), "what was uploaded");
    }
    completion = report;
    return Map.of();
  }

  private void requireHeld() {
    if (fenced || completion != null) {
      throw new PlatformException(ErrorCode.FENCED, "The attempt no longer holds the job");
    }
  }

  private static <T> T read(byte[] body, Class<T> type) {
    return ContractJson.mapper().readValue(body, type);
  }
}
