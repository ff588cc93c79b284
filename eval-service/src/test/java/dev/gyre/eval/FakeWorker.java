package dev.gyre.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Reject;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.eval.PredictResult;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.api.json.ContractJson;
import dev.gyre.infra.artifactstore.InMemoryArtifactStore;
import dev.gyre.infra.artifactstore.Upload;
import dev.gyre.infra.jobs.AttemptId;
import dev.gyre.infra.jobs.ExecutionRef;
import dev.gyre.infra.jobs.JobAttempt;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobExecutor;
import dev.gyre.infra.jobs.LogChunk;
import dev.gyre.infra.jobs.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Predicts as the world's models do, and reports as a worker would. */
final class FakeWorker implements JobExecutor {

  private static final String COLUMNS =
      """
      sample_id varchar, key varchar, class_name varchar, group_key varchar, predicted varchar,
      confidence double, probabilities float[]
      """;

  private final World world;
  private final InMemoryArtifactStore store;
  private final Supplier<JobEngine> engine;
  private final Map<AttemptId, Observation> observations = new ConcurrentHashMap<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  final AtomicInteger started = new AtomicInteger();
  final Set<String> refusals = ConcurrentHashMap.newKeySet();

  FakeWorker(World world, InMemoryArtifactStore store, Supplier<JobEngine> engine) {
    this.world = world;
    this.store = store;
    this.engine = engine;
  }

  /** Holds all predictions back until {@link #release}. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  void release() {
    gate.countDown();
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public boolean runsOnThisHost() {
    return true;
  }

  @Override
  public ExecutionRef start(JobAttempt attempt) {
    started.incrementAndGet();
    observations.put(attempt.id(), new Observation.Running());
    Thread.ofVirtual().start(() -> work(attempt));
    return new ExecutionRef(attempt.id(), "fake");
  }

  private void work(JobAttempt attempt) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    PredictInput input =
        ContractJson.mapper().treeToValue(attempt.assignment().input(), PredictInput.class);
    engine.get().complete(attempt.id(), completion(attempt.id(), input));
    observations.put(attempt.id(), new Observation.Ended(0, Optional.empty()));
  }

  private JobCompletion completion(AttemptId attempt, PredictInput input) {
    int version = world.versionOf(input.modelPackage());
    if (version == World.BROKEN_MODEL) {
      return new JobCompletion(
          new JobOutcome.Failed(
              JobOutcome.Fault.USER, "UNSUPPORTED_MODEL", "The graph has no output"),
          List.of());
    }
    if (Streets.MODELS.contains(version)) {
      return masks(attempt, input, Streets.predictions(version));
    }
    List<String> rows = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    for (World.Member m : world.of(datasetOf(input.manifest()))) {
      if (m.split() == input.split()) {
        int answer = world.answer(version, m);
        if (answer == World.NO_ANSWER) {
          rejects.add(new Reject(m.key(), "UNREADABLE", "not a picture"));
        } else {
          rows.add(row(m, answer));
        }
      }
    }
    int told = version == World.LYING_MODEL ? rows.size() - 1 : rows.size();
    return upload(attempt, input, List.of(TestParquet.of(COLUMNS, rows)), told, rejects);
  }

  private JobCompletion masks(AttemptId attempt, PredictInput input, Streets.Predictions made) {
    List<byte[]> files =
        made.withoutMasks() ? List.of(made.parquet()) : List.of(made.parquet(), made.masks());
    return upload(attempt, input, files, made.count(), List.of());
  }

  private static DatasetRef datasetOf(Digest manifest) {
    return Stream.of(World.LEAKY, World.STREETS)
        .filter(known -> manifest.equals(FakeDatasetVersions.manifestOf(known).digest()))
        .findFirst()
        .orElse(World.DATASET);
  }

  private static String row(World.Member m, int answer) {
    double[] probabilities = {0.1, 0.1, 0.1};
    probabilities[answer] = 0.8;
    return "'%s', '%s', '%s', null, '%s', 0.8, [%s, %s, %s]"
        .formatted(
            m.id(),
            m.key(),
            m.className(),
            World.CLASSES.get(answer),
            probabilities[0],
            probabilities[1],
            probabilities[2]);
  }

  /** Predictions, and masks if there are two files. */
  private JobCompletion upload(
      AttemptId attempt, PredictInput input, List<byte[]> files, int count, List<Reject> rejects) {
    Digest image = world.of(datasetOf(input.manifest())).getFirst().artifact();
    tryToRead(attempt, world.members.getLast().artifact());
    JobUrls urls =
        engine
            .get()
            .urls(
                attempt,
                new JobUrlQuery(
                    List.of(input.modelPackage(), input.manifest(), image), files.size()));
    List<JobArtifact> artifacts = new ArrayList<>();
    for (byte[] bytes : files) {
      JobUrls.Upload upload = urls.uploads().get(artifacts.size());
      store.receive(new Upload(upload.upload(), upload.url(), urls.expires()), bytes);
      boolean first = artifacts.isEmpty();
      artifacts.add(
          new JobArtifact(
              first ? "predictions" : "masks",
              Digest.of(bytes),
              bytes.length,
              first ? "application/vnd.apache.parquet" : "application/x-tar",
              upload.upload()));
    }
    PredictResult result =
        new PredictResult(
            artifacts.getFirst().digest(),
            artifacts.size() > 1 ? artifacts.get(1).digest() : null,
            count,
            rejects);
    return new JobCompletion(
        new JobOutcome.Succeeded(ContractJson.mapper().valueToTree(result)), artifacts);
  }

  /** A training sample is none of the worker's business when it predicts the test split. */
  private void tryToRead(AttemptId attempt, Digest foreign) {
    try {
      JobUrls _ = engine.get().urls(attempt, new JobUrlQuery(List.of(foreign), 0));
    } catch (PlatformException e) {
      refusals.add(e.code().name());
    }
  }

  @Override
  public Observation observe(ExecutionRef execution) {
    return observations.getOrDefault(execution.attempt(), new Observation.Lost());
  }

  @Override
  public LogChunk readLog(ExecutionRef execution, long offset) {
    return new LogChunk("", offset);
  }

  @Override
  public void cancel(ExecutionRef execution) {
    observations.put(execution.attempt(), new Observation.Ended(137, Optional.empty()));
  }

  @Override
  public void cleanup(ExecutionRef execution) {
    observations.remove(execution.attempt());
  }

  @Override
  public List<ExecutionRef> leftovers() {
    return List.of();
  }
}
