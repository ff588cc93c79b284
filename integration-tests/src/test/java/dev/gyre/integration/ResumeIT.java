package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.job.Job;
import dev.gyre.api.training.MetricPoint;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunAttempt;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunState;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.JobWait;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that is killed while it trains costs time alone. */
class ResumeIT {

  private static final String MODEL = "resumed";
  private static final RecipeSpec LONG = new RecipeSpec("cnn-small", 200, 16, 0.002, true, 1);

  @ParameterizedTest
  @EnumSource
  void aKilledTrainingEndsBitEqualToAnUndisturbedOne(Topology topology) throws Exception {
    Loop loop = Loop.in(topology, ContractExamplesIT.PROJECT);
    RecipesApi recipes = loop.api(RecipesApi.class);
    Recipe recipe = recipes.create(loop.project(), new NewRecipe("long", LONG));
    Run undisturbed = ended(loop, start(loop, recipe));
    assertThat(undisturbed.attempts())
        .extracting(RunAttempt::number, RunAttempt::resumedFrom)
        .containsExactly(tuple(1, null));

    Job job = start(loop, recipe);
    RunId id = RunId.valueOf(JobWait.subjectId(job));
    RunsApi runs = loop.api(RunsApi.class);
    Awaitility.await("a checkpoint")
        .atMost(120, TimeUnit.SECONDS)
        .until(() -> runs.get(loop.project(), id).checkpoint() != null);
    worker(job).destroyForcibly();
    Run resumed = ended(loop, job);

    assertThat(resumed.state()).isEqualTo(RunState.FINISHED);
    assertThat(resumed.attempts()).hasSize(2);
    assertThat(resumed.attempts().getLast().resumedFrom()).isNotNull().isPositive();
    assertThat(curve(loop, resumed)).isEqualTo(curve(loop, undisturbed));
    assertThat(files(loop, resumed)).isEqualTo(files(loop, undisturbed));
  }

  private static Job start(Loop loop, Recipe recipe) {
    PreparedSetId set = loop.prepared().id();
    return loop.api(RunsApi.class)
        .create(loop.project(), null, new NewRun(recipe.id(), set, 5, MODEL, null));
  }

  private static Run ended(Loop loop, Job job) {
    RunId run = RunId.valueOf(JobWait.subjectId(loop.await(job)));
    return loop.api(RunsApi.class).get(loop.project(), run);
  }

  /** The process that works in the folder of the job's first attempt. */
  private static ProcessHandle worker(Job job) throws IOException {
    String folder = job.id() + "/1/";
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> String.valueOf(process.getFileName()).matches("\\d+"))
          .filter(process -> commandLine(process).contains(folder))
          .map(process -> Long.parseLong(String.valueOf(process.getFileName())))
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .findFirst()
          .orElseThrow();
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // It has ended meanwhile.
    }
  }

  private static Map<String, Double> curve(Loop loop, Run run) {
    Map<String, Double> curve = new HashMap<>();
    List<MetricPoint> points = loop.api(RunsApi.class).metrics(loop.project(), run.id(), null);
    points.forEach(point -> curve.put(point.name() + " " + point.step(), point.value()));
    assertThat(curve).as("one point for each step").hasSize(points.size());
    return curve;
  }

  /** The package's files, in which the run's id is left out: it is all that may differ. */
  private static SortedMap<String, String> files(Loop loop, Run run) throws IOException {
    int version = Objects.requireNonNull(run.modelVersion());
    SortedMap<String, String> files = new TreeMap<>();
    try (InputStream bytes =
            loop.api(ModelsApi.class).modelPackage(loop.project(), MODEL, version);
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.readAllBytes()))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        String content = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
        files.put(entry.getName(), content.replace(run.id().hex(), "the run"));
        entry = zip.getNextEntry();
      }
    }
    // Names the digest of the model's file, and so of the run's id.
    assertThat(files.remove("package.json")).isNotNull();
    assertThat(files).containsOnlyKeys("golden.bin", "model.onnx");
    return files;
  }
}
