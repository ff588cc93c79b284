package dev.gyre.cli;

import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.job.Job;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunsApi;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    description = "Trains a model on a prepared set and registers it as the next version.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  private static final List<Output.Column<Run>> COLUMNS =
      List.of(
          new Output.Column<>("RUN", Run::id),
          new Output.Column<>("STATE", Run::state),
          new Output.Column<>("MODEL", Run::model),
          new Output.Column<>(
              "VERSION", run -> run.modelVersion() == null ? "" : run.modelVersion()),
          new Output.Column<>("SEED", Run::seed),
          new Output.Column<>("METRICS", TrainCommand::metrics));

  /** How to train. */
  static final class RecipeOptions {
    @Option(
        names = "--recipe",
        paramLabel = "NAME",
        defaultValue = "default",
        description = "under which the recipe is kept (default: ${DEFAULT-VALUE})")
    private String name = "default";

    @Option(
        names = "--architecture",
        defaultValue = "cnn-small",
        description = "cnn-small, mlp or unet-small (default: ${DEFAULT-VALUE})")
    private String architecture = "cnn-small";

    @Option(names = "--epochs", defaultValue = "30", description = "default: ${DEFAULT-VALUE}")
    private int epochs = 30;

    @Option(names = "--batch-size", defaultValue = "32", description = "default: ${DEFAULT-VALUE}")
    private int batchSize = 32;

    @Option(
        names = "--learning-rate",
        defaultValue = "0.001",
        description = "of Adam (default: ${DEFAULT-VALUE})")
    private double learningRate = 0.001;

    @Option(names = "--class-weights", description = "let each class weigh alike")
    private boolean classWeights;

    @Option(names = "--threads", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private int threads = 1;

    NewRecipe recipe() {
      return new NewRecipe(
          name,
          new RecipeSpec(architecture, epochs, batchSize, learningRate, classWeights, threads));
    }
  }

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private RecipeOptions recipe = new RecipeOptions();
  @Mixin private WaitOptions wait = new WaitOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--model", required = true, description = "the model line that gets a version")
  private String model = "";

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(names = "--experiment", description = "groups runs")
  private @Nullable String experiment;

  @Parameters(paramLabel = "PREPARED-SET")
  private String preparedSet = "";

  @Override
  public Integer call() {
    Connection connection = options.connect();
    RunsApi runs = connection.api(RunsApi.class);
    Recipe kept = connection.api(RecipesApi.class).create(connection.project(), recipe.recipe());
    NewRun wanted =
        new NewRun(kept.id(), PreparedSetId.valueOf(preparedSet), seed, model, experiment);
    Job job = runs.create(connection.project(), null, wanted);
    wait.on(connection, spec.commandLine().getErr()).await(job);
    Run run = runs.get(connection.project(), RunId.valueOf(JobWait.subjectId(job)));
    output.one(spec.commandLine().getOut(), run, COLUMNS);
    return Exit.OK;
  }

  private static String metrics(Run run) {
    return new TreeMap<>(run.latest())
        .entrySet().stream()
            .map(each -> String.format(Locale.ROOT, "%s %.4f", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
  }
}
