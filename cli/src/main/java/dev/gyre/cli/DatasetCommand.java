package dev.gyre.cli;

import dev.gyre.api.data.Dataset;
import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.Job;
import dev.gyre.api.json.ContractJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "dataset",
    description = "Datasets and their immutable versions.",
    mixinStandardHelpOptions = true)
final class DatasetCommand {

  private static final List<Output.Column<Dataset>> COLUMNS =
      List.of(
          new Output.Column<>("DATASET", Dataset::name),
          new Output.Column<>("NEWEST", Dataset::newest),
          new Output.Column<>("CREATED", Dataset::created));

  private static final List<Output.Column<DatasetVersion>> VERSION_COLUMNS =
      List.of(
          new Output.Column<>("VERSION", DatasetVersion::ref),
          new Output.Column<>("DIGEST", version -> version.digest().hex().substring(0, 12)),
          new Output.Column<>("TRAIN", version -> count(version, Split.TRAIN)),
          new Output.Column<>("VALIDATION", version -> count(version, Split.VALIDATION)),
          new Output.Column<>("TEST", version -> count(version, Split.TEST)),
          new Output.Column<>("CONTRACT", DatasetVersion::contractNumber),
          new Output.Column<>("CREATED", DatasetVersion::created));

  private static final List<Output.Column<DatasetDiff>> DIFF_COLUMNS =
      List.of(
          new Output.Column<>("FROM", DatasetDiff::from),
          new Output.Column<>("TO", DatasetDiff::to),
          new Output.Column<>("ADDED", DatasetDiff::added),
          new Output.Column<>("REMOVED", DatasetDiff::removed),
          new Output.Column<>("CHANGED", DatasetDiff::changed));

  /** How new members are divided. */
  static final class SplitOptions {
    @Option(names = "--seed", defaultValue = "1", description = "of the draw (default: 1)")
    private long seed = 1;

    @Option(names = "--train", defaultValue = "0.8", description = "share (default: 0.8)")
    private double train = 0.8;

    @Option(names = "--validation", defaultValue = "0.1", description = "share (default: 0.1)")
    private double validation = 0.1;

    @Option(names = "--test", defaultValue = "0.1", description = "share (default: 0.1)")
    private double test = 0.1;

    @Option(
        names = "--no-stratify",
        negatable = false,
        description = "divide all classes together, not each by itself")
    private boolean together;

    @Option(
        names = "--split-field",
        paramLabel = "FIELD",
        description = "a metadata field that says train, validation or test")
    private @Nullable String field;

    SplitRule rule() {
      return new SplitRule(seed, train, validation, test, !together, field);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "create",
      description = "Makes an empty dataset.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "DATASET") String name) {
    Connection connection = options.connect();
    Dataset made =
        connection.api(DatasetsApi.class).create(connection.project(), new NewDataset(name));
    output.one(spec.commandLine().getOut(), made, COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "commit",
      description = "Makes a version of the samples that are labelled now.",
      mixinStandardHelpOptions = true)
  int commit(
      @Mixin ProjectOptions options,
      @Mixin WaitOptions wait,
      @Mixin Output output,
      @ArgGroup(exclusive = false, heading = "How new members are divided:%n")
          @Nullable SplitOptions split,
      @Option(names = "--filter", description = "CEL over sample") @Nullable String filter,
      @Option(
              names = "--assign",
              paramLabel = "CSV",
              description = "file with the columns key and split, for new members")
          @Nullable Path assign,
      @Option(names = "--parent", description = "fail unless this is the newest version")
          @Nullable Integer parent,
      @Parameters(paramLabel = "DATASET") String name) {
    Connection connection = options.connect();
    SplitRule rule = (split == null ? new SplitOptions() : split).rule();
    NewDatasetVersion wanted =
        new NewDatasetVersion(
            filter, rule, assign == null ? List.of() : assignments(assign), parent);
    Job started =
        connection.api(DatasetVersionsApi.class).commit(connection.project(), name, null, wanted);
    Job job = wait.on(connection, spec.commandLine().getErr()).await(started);
    DatasetVersion version =
        ContractJson.mapper().treeToValue(JobWait.result(job), DatasetVersion.class);
    output.one(spec.commandLine().getOut(), version, VERSION_COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "list",
      description = "Lists datasets, or the versions of one.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Mixin ListOptions limit,
      @Parameters(paramLabel = "DATASET", arity = "0..1") @Nullable String name) {
    Connection connection = options.connect();
    if (name == null) {
      DatasetsApi datasets = connection.api(DatasetsApi.class);
      output.rows(
          spec.commandLine().getOut(),
          limit.read((most, cursor) -> datasets.list(connection.project(), most, cursor)),
          COLUMNS);
    } else {
      DatasetVersionsApi versions = connection.api(DatasetVersionsApi.class);
      output.rows(
          spec.commandLine().getOut(),
          limit.read((most, cursor) -> versions.list(connection.project(), name, most, cursor)),
          VERSION_COLUMNS);
    }
    return Exit.OK;
  }

  @Command(name = "show", description = "Shows one version.", mixinStandardHelpOptions = true)
  int show(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "DATASET:VERSION") String version) {
    Connection connection = options.connect();
    DatasetRef ref = Refs.dataset(version);
    DatasetVersion found =
        connection
            .api(DatasetVersionsApi.class)
            .get(connection.project(), ref.dataset(), ref.version());
    output.one(spec.commandLine().getOut(), found, VERSION_COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "diff",
      description = "Says what turned one version into a later one.",
      mixinStandardHelpOptions = true)
  int diff(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "DATASET:VERSION") String version,
      @Parameters(paramLabel = "FROM", description = "the earlier version") int from) {
    Connection connection = options.connect();
    DatasetRef ref = Refs.dataset(version);
    DatasetDiff diff =
        connection
            .api(DatasetVersionsApi.class)
            .diff(connection.project(), ref.dataset(), ref.version(), from);
    output.one(spec.commandLine().getOut(), diff, DIFF_COLUMNS);
    return Exit.OK;
  }

  private static int count(DatasetVersion version, Split split) {
    return version.samplesBySplit().getOrDefault(split, 0);
  }

  private static List<SplitAssignment> assignments(Path csv) {
    return CsvRows.read(csv).stream()
        .map(row -> new SplitAssignment(row.require("key"), split(row)))
        .toList();
  }

  private static Split split(CsvRows.Row row) {
    String text = row.require("split").toUpperCase(Locale.ROOT);
    return List.of(Split.values()).stream()
        .filter(split -> split.name().equals(text))
        .findFirst()
        .orElseThrow(() -> row.wrong("split", "train, validation or test"));
  }
}
