package dev.gyre.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.Budgets;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
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
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionId;
import dev.gyre.api.training.ModelVersionState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What other services know in these tests: 90 test samples of three classes on two cameras, 30
 * training samples, and models whose answers are a function of the sample's number.
 */
final class World {

  static final ProjectSlug SLUG = new ProjectSlug("digits");
  static final ProjectId PROJECT = ProjectId.next();
  static final DatasetRef DATASET = new DatasetRef("main", 1);

  /** Scenes with a map of classes; see {@link Streets}. */
  static final DatasetRef STREETS = new DatasetRef("streets", 1);

  /** A later version, whose test split has a sample that version 1 trains on. */
  static final DatasetRef LEAKY = new DatasetRef("leaky", 1);

  static final List<String> CLASSES = List.of("a", "b", "c");
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  /** An answer that the model does not give: the sample is rejected. */
  static final int NO_ANSWER = -1;

  /** The worker fails at this one, by fault of the user. */
  static final int BROKEN_MODEL = 6;

  /** The worker says that this one has predicted more than it has. */
  static final int LYING_MODEL = 11;

  final List<Member> members = members();
  final Map<Integer, ModelVersion> models = new HashMap<>();
  private final Map<Integer, IntUnaryOperator> answers = new HashMap<>();
  final Map<String, Integer> aliases = new ConcurrentHashMap<>();
  final List<String> promotions = new ArrayList<>();
  private final List<TaskContract> contracts = new ArrayList<>();

  /**
   * A member of the dataset.
   *
   * @param number from 0 within its split; its class is the number modulo 3
   */
  record Member(
      SampleId id,
      int number,
      Split split,
      String camera,
      @Nullable String group,
      String metadata) {

    Member(SampleId id, int number, Split split, String camera) {
      this(id, number, split, camera, null, "{\"camera\": \"%s\"}".formatted(camera));
    }

    String key() {
      return "%s-%03d".formatted(split.name().toLowerCase(Locale.ROOT), number);
    }

    int truth() {
      return number % 3;
    }

    String className() {
      return CLASSES.get(truth());
    }

    Digest artifact() {
      return digest("image " + key());
    }
  }

  World() {
    contracts.add(contractWithFloor(0.6));
    contracts.add(Streets.contract(0.5));
    // The champion is wrong on ten samples of class c, model 2 repairs nine of them.
    model(1, ModelVersionState.READY, CLASSES, n -> n % 3 == 2 && n < 30 ? 0 : n % 3);
    model(2, ModelVersionState.READY, CLASSES, n -> n == 2 ? 0 : n % 3);
    model(3, ModelVersionState.READY, CLASSES, n -> n % 2 == 0 ? n % 3 : (n + 1) % 3);
    model(4, ModelVersionState.REJECTED, CLASSES, n -> n % 3);
    model(5, ModelVersionState.READY, List.of("a", "b"), n -> n % 2);
    model(BROKEN_MODEL, ModelVersionState.READY, CLASSES, n -> n % 3);
    model(LYING_MODEL, ModelVersionState.READY, CLASSES, n -> n % 3);
    for (int version = 8; version <= 10; version++) {
      model(version, ModelVersionState.READY, CLASSES, n -> n % 3);
    }
    model(7, ModelVersionState.READY, CLASSES, n -> n < 2 ? NO_ANSWER : n % 3);
    for (int version : Streets.MODELS) {
      model(version, ModelVersionState.READY, CLASSES, n -> n % 3);
    }
  }

  private static List<Member> members() {
    List<Member> all = new ArrayList<>();
    for (int n = 0; n < 90; n++) {
      all.add(new Member(SampleId.next(), n, Split.TEST, n % 2 == 0 ? "left" : "right"));
    }
    for (int n = 0; n < 30; n++) {
      all.add(new Member(SampleId.next(), n, Split.TRAIN, "left"));
    }
    return List.copyOf(all);
  }

  private void model(
      int version, ModelVersionState state, List<String> classes, IntUnaryOperator answer) {
    models.put(
        version,
        new ModelVersion(
            new ModelVersionId(UuidV7.next()),
            "net",
            version,
            digest("package " + version),
            1000L * version,
            classes,
            null,
            Streets.MODELS.contains(version) ? STREETS : DATASET,
            PreparedSetId.next(),
            Streets.MODELS.contains(version) ? Streets.PREPARATION : PreparationId.next(),
            Streets.MODELS.contains(version) ? 2 : 1,
            state,
            0,
            Map.of(),
            NOW));
    answers.put(version, answer);
  }

  static TaskContract contractWithFloor(double floor) {
    return new TaskContract(
        TaskKind.CLASSIFICATION,
        CLASSES,
        List.of(new StreamSpec("image", "image", true, 1)),
        List.of(new FieldSpec("camera", FieldType.TEXT)),
        List.of(),
        Rightness.CLASS_EQUAL,
        List.of(
            new MetricRule(Metric.ACCURACY, floor, 0.1),
            new MetricRule(Metric.MACRO_F1, floor, 0.1)),
        List.of(
            new SliceRule("digit", null, 0.4, 0.2),
            new SliceRule("left", "sample.camera == 'left'", 0.5, null),
            new SliceRule("right", "sample.camera == 'right'", 0.5, null)),
        0.1,
        InsufficientEvidence.REFUSE,
        new Budgets(1_000_000L, null));
  }

  synchronized void apply(TaskContract contract) {
    contracts.add(contract);
  }

  synchronized TaskContract contract(int number) {
    if (number < 1 || number > contracts.size()) {
      throw PlatformException.notFound("task contract", number);
    }
    return contracts.get(number - 1);
  }

  synchronized int contractNumber() {
    return contracts.size();
  }

  /** The members of a dataset version. In the leaky one a training sample has become a test. */
  List<Member> of(DatasetRef dataset) {
    if (dataset.equals(DATASET)) {
      return members;
    }
    if (dataset.equals(STREETS)) {
      return Streets.MEMBERS;
    }
    if (dataset.equals(LEAKY)) {
      return members.stream().map(World::leaked).toList();
    }
    throw PlatformException.notFound("dataset version", dataset);
  }

  private static Member leaked(Member m) {
    return m.split() == Split.TRAIN && m.number() == 7
        ? new Member(m.id(), 97, Split.TEST, m.camera())
        : m;
  }

  Stream<Member> split(Split split) {
    return members.stream().filter(m -> m.split() == split);
  }

  ModelVersion model(String model, int version) {
    ModelVersion found = model.equals("net") ? models.get(version) : null;
    if (found == null) {
      throw PlatformException.notFound("model version", model + "/" + version);
    }
    return found;
  }

  /** The class that a model predicts, or {@link #NO_ANSWER}. */
  int answer(int version, Member m) {
    return Objects.requireNonNull(answers.get(version)).applyAsInt(m.number());
  }

  /** The version of a package. */
  int versionOf(Digest artifact) {
    return models.values().stream()
        .filter(m -> m.artifact().equals(artifact))
        .findFirst()
        .orElseThrow()
        .version();
  }

  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
