package dev.gyre.cli;

import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.job.Job;
import dev.gyre.api.monitoring.Acceptance;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.ProofLink;
import dev.gyre.api.monitoring.Remedy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "incident",
    description = "Failure modes, from their opening to their proof.",
    mixinStandardHelpOptions = true)
final class IncidentCommand {

  private static final List<Output.Column<Incident>> COLUMNS =
      List.of(
          new Output.Column<>("INCIDENT", Incident::id),
          new Output.Column<>("STATE", Incident::state),
          new Output.Column<>("TITLE", Incident::title),
          new Output.Column<>("WRONG", Incident::failures),
          new Output.Column<>("OF", Incident::exposures),
          new Output.Column<>(
              "RATE", incident -> String.format(Locale.ROOT, "%.3f", incident.rate())),
          new Output.Column<>("OPENED", Incident::opened));

  private static final List<Output.Column<Harvest>> HARVEST_COLUMNS =
      List.of(
          new Output.Column<>("HARVEST", Harvest::id),
          new Output.Column<>("STEP", Harvest::step),
          new Output.Column<>("ITEMS", harvest -> harvest.items().size()),
          new Output.Column<>(
              "LABEL QUEUE", harvest -> harvest.labelQueue() == null ? "" : harvest.labelQueue()),
          new Output.Column<>(
              "PROOF SLICE", harvest -> harvest.proofSlice() == null ? "" : harvest.proofSlice()));

  private static final List<Output.Column<ProofLink>> LINK_COLUMNS =
      List.of(
          new Output.Column<>("LINK", ProofLink::link),
          new Output.Column<>("STATE", ProofLink::state),
          new Output.Column<>("SENTENCE", ProofLink::sentence));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(name = "list", description = "Lists incidents.", mixinStandardHelpOptions = true)
  int list(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Mixin ListOptions limit,
      @Option(names = "--state", description = "${COMPLETION-CANDIDATES}")
          @Nullable IncidentState state) {
    Connection connection = options.connect();
    IncidentsApi incidents = connection.api(IncidentsApi.class);
    output.rows(
        spec.commandLine().getOut(),
        limit.read((most, cursor) -> incidents.list(connection.project(), state, most, cursor)),
        COLUMNS);
    return Exit.OK;
  }

  @Command(name = "show", description = "Shows an incident.", mixinStandardHelpOptions = true)
  int show(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Connection connection = options.connect();
    return print(output, incidents(connection).get(connection.project(), IncidentId.valueOf(id)));
  }

  @Command(name = "triage", description = "Takes an incident up.", mixinStandardHelpOptions = true)
  int triage(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Connection connection = options.connect();
    return print(
        output, incidents(connection).triage(connection.project(), IncidentId.valueOf(id)));
  }

  @Command(
      name = "harvest",
      description = "Chooses data because of it: for training and, held out, for proof.",
      mixinStandardHelpOptions = true)
  int harvest(
      @Mixin ProjectOptions options,
      @Mixin WaitOptions wait,
      @Mixin Output output,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Connection connection = options.connect();
    IncidentsApi incidents = incidents(connection);
    Job job = incidents.harvest(connection.project(), IncidentId.valueOf(id), null);
    wait.on(connection, spec.commandLine().getErr()).await(job);
    Harvest harvest = incidents.getHarvest(connection.project(), IncidentId.valueOf(id));
    output.one(spec.commandLine().getOut(), harvest, HARVEST_COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "fix",
      description = "Records a candidate that shall end it.",
      mixinStandardHelpOptions = true)
  int fix(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Option(names = "--candidate", required = true, paramLabel = "MODEL:VERSION")
          String candidate,
      @Option(
              names = "--dataset",
              required = true,
              paramLabel = "DATASET:VERSION",
              description = "whose test split holds the proof part")
          String dataset,
      @Option(
              names = "--remedy",
              defaultValue = "RETRAIN",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
          Remedy remedy,
      @Parameters(paramLabel = "INCIDENT") String id) {
    ModelRef model = Refs.model(candidate);
    NewFix fix = new NewFix(model, Refs.dataset(dataset), remedy, List.of());
    Connection connection = options.connect();
    return print(
        output, incidents(connection).fix(connection.project(), IncidentId.valueOf(id), fix));
  }

  @Command(
      name = "verify",
      description = "Holds the candidate against the champion on the proof part.",
      mixinStandardHelpOptions = true)
  int verify(
      @Mixin ProjectOptions options,
      @Mixin WaitOptions wait,
      @Mixin Output output,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Connection connection = options.connect();
    IncidentsApi incidents = incidents(connection);
    Job job = incidents.verify(connection.project(), IncidentId.valueOf(id), null);
    wait.on(connection, spec.commandLine().getErr()).await(job);
    return print(output, incidents.get(connection.project(), IncidentId.valueOf(id)));
  }

  @Command(
      name = "close",
      description = "Ends it, if the whole chain of its proof holds.",
      mixinStandardHelpOptions = true)
  int close(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Connection connection = options.connect();
    return print(output, incidents(connection).close(connection.project(), IncidentId.valueOf(id)));
  }

  @Command(
      name = "proof",
      description = "Shows the chain of its proof as far as it is recorded.",
      mixinStandardHelpOptions = true)
  int proof(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Connection connection = options.connect();
    Proof proof = incidents(connection).proof(connection.project(), IncidentId.valueOf(id));
    if (output.isTable()) {
      output.rows(spec.commandLine().getOut(), proof.links(), LINK_COLUMNS);
    } else {
      output.one(spec.commandLine().getOut(), proof, List.of());
    }
    return Exit.OK;
  }

  @Command(
      name = "accept",
      description = "Lives with it until a date, in your name.",
      mixinStandardHelpOptions = true)
  int accept(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Option(names = "--until", required = true, paramLabel = "YYYY-MM-DD") LocalDate until,
      @Option(names = "--reason", required = true) String reason,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Instant end = until.atStartOfDay(ZoneOffset.UTC).toInstant();
    Acceptance acceptance = new Acceptance(end, reason);
    Connection connection = options.connect();
    return print(
        output,
        incidents(connection).accept(connection.project(), IncidentId.valueOf(id), acceptance));
  }

  @Command(
      name = "ignore",
      description = "Puts it aside, in your name.",
      mixinStandardHelpOptions = true)
  int ignore(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Option(names = "--reason", required = true) String reason,
      @Parameters(paramLabel = "INCIDENT") String id) {
    Decision decision = new Decision(reason);
    Connection connection = options.connect();
    return print(
        output,
        incidents(connection).ignore(connection.project(), IncidentId.valueOf(id), decision));
  }

  private int print(Output output, Incident incident) {
    output.one(spec.commandLine().getOut(), incident, COLUMNS);
    return Exit.OK;
  }

  private static IncidentsApi incidents(Connection connection) {
    return connection.api(IncidentsApi.class);
  }
}
