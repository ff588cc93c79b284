package dev.gyre.monitoring;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.Flip;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.NewSlice;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.SliceRule;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the peers of one project hold, as a test has written it. */
public final class World {

  public static final String ENDPOINT = "digits";

  /** Another one, that keeps no log. */
  public static final String UNLOGGED = "unlogged";

  public static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  public final ProjectSlug slug;
  public final ProjectId id = ProjectId.next();
  public final List<Prediction> log = new CopyOnWriteArrayList<>();
  public final Map<String, Sample> samples = new LinkedHashMap<>();
  public final List<NewLabelQueue> queuesMade = new ArrayList<>();
  public final List<LabelQueue> queues = new ArrayList<>();
  public final List<NewSlice> slicesMade = new ArrayList<>();
  public final List<Slice> slices = new ArrayList<>();
  public final Map<String, List<DatasetEntry>> datasets = new HashMap<>();
  public final Map<Integer, ModelVersion> versions = new HashMap<>();
  public final List<Alias> moves = new ArrayList<>();
  public final Map<EvaluationId, NewEvaluation> evaluations = new LinkedHashMap<>();
  public final List<Flip> flips = new ArrayList<>();
  public final List<GateVerdict> verdicts = new ArrayList<>();
  public final List<String> calls = new CopyOnWriteArrayList<>();

  /** A call that fails once, before or after it has had its effect. */
  public volatile String crashBefore = "";

  public volatile String crashAfter = "";

  /** How many of the next calls find their peer away. */
  public final AtomicInteger away = new AtomicInteger();

  private int made;

  World(String slug) {
    this.slug = new ProjectSlug(slug);
  }

  /** Whether the task is to give each pixel a class. */
  public volatile boolean segmentation;

  /** Ten classes, of whose errors a tenth is accepted. */
  public TaskContract contract() {
    if (segmentation) {
      return new TaskContract(
          TaskKind.SEGMENTATION,
          CLASSES,
          List.of(new StreamSpec("rgb", "image", true, 3)),
          List.of(),
          List.of(),
          Rightness.MEAN_IOU,
          0.5,
          List.of(new MetricRule(Metric.ACCURACY, 0.8, 0.02)),
          List.of(),
          0.1,
          InsufficientEvidence.REFUSE,
          null);
    }
    return new TaskContract(
        TaskKind.CLASSIFICATION,
        CLASSES,
        List.of(new StreamSpec("image", "image", true, 1)),
        List.of(),
        List.of(),
        Rightness.CLASS_EQUAL,
        List.of(new MetricRule(Metric.ACCURACY, 0.8, 0.02)),
        List.of(new SliceRule("class", null, null, 0.15)),
        0.1,
        InsufficientEvidence.REFUSE,
        null);
  }

  /** Gives a sample its accepted label. */
  public void label(String key, String className) {
    samples.computeIfPresent(
        key,
        (_, sample) ->
            new Sample(
                sample.id(),
                sample.key(),
                sample.sequence(),
                sample.timeNs(),
                sample.group(),
                sample.metadata(),
                sample.streams(),
                sample.digest(),
                sample.revision() + 1,
                ScopeState.CHECKED,
                className,
                List.of(),
                sample.created()));
  }

  void before(String call) {
    calls.add(call);
    if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new PlatformException(ErrorCode.DEPENDENCY, "The test has no peer for " + call);
    }
    if (crashBefore.equals(call)) {
      crashBefore = "";
      throw crash(call);
    }
  }

  void after(String call) {
    if (crashAfter.equals(call)) {
      crashAfter = "";
      throw crash(call);
    }
  }

  /** Of a kind that fails a job at once instead of after minutes of patience. */
  private static PlatformException crash(String call) {
    return new PlatformException(ErrorCode.NOT_FOUND, "The test has broken off at " + call);
  }

  public long count(String call) {
    return calls.stream().filter(call::equals).count();
  }

  /** A prediction of a version, logged. */
  public Prediction predict(int version, String predicted) {
    return predict(version, predicted, 0.9, null, 0.5);
  }

  public Prediction predict(
      int version, String predicted, double confidence, @Nullable String group, double mean) {
    return log(version, predicted, confidence, group, mean, PredictionStatus.OK);
  }

  public Prediction badInput(int version) {
    return log(version, null, 0, null, 0, PredictionStatus.BAD_INPUT);
  }

  private Prediction log(
      int version,
      @Nullable String predicted,
      double confidence,
      @Nullable String group,
      double mean,
      PredictionStatus status) {
    return log(version, predicted, confidence, group, mean, status, content(made + 1));
  }

  /** The same picture again. */
  public Prediction again(int version, String predicted, Prediction first) {
    return log(
        version,
        predicted,
        0.9,
        null,
        0.5,
        PredictionStatus.OK,
        Objects.requireNonNull(first.payload()));
  }

  private Prediction log(
      int version,
      @Nullable String predicted,
      double confidence,
      @Nullable String group,
      double mean,
      PredictionStatus status,
      Digest content) {
    made++;
    boolean ok = status == PredictionStatus.OK;
    Instant now = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(made);
    Prediction prediction =
        new Prediction(
            new LogId(dev.gyre.api.UuidV7.next()),
            "client-" + made,
            now,
            now,
            null,
            group,
            null,
            version,
            status,
            ok ? null : "no picture",
            predicted,
            confidence,
            ok ? Map.of(String.valueOf(predicted), confidence) : Map.of(),
            content,
            "image/png",
            ok ? Map.of("mean", mean) : Map.of(),
            null,
            Map.of());
    log.add(prediction);
    return prediction;
  }

  public Digest content(int number) {
    return Digest.of((slug + "/" + number).getBytes(StandardCharsets.UTF_8));
  }

  public List<DatasetEntry> dataset(String ref) {
    return datasets.computeIfAbsent(ref, name -> new ArrayList<>());
  }

  public List<DatasetEntry> entries(String ref, Split split) {
    return dataset(ref).stream().filter(entry -> entry.split() == split).toList();
  }
}
