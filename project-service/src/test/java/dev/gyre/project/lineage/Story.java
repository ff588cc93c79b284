package dev.gyre.project.lineage;

import static dev.gyre.api.lineage.LineageRelation.BASED_ON;
import static dev.gyre.api.lineage.LineageRelation.BUILT_FROM;
import static dev.gyre.api.lineage.LineageRelation.DEPLOYMENT_OF;
import static dev.gyre.api.lineage.LineageRelation.DERIVED_FROM;
import static dev.gyre.api.lineage.LineageRelation.EVALUATED_ON;
import static dev.gyre.api.lineage.LineageRelation.EVALUATES;
import static dev.gyre.api.lineage.LineageRelation.FIXES;
import static dev.gyre.api.lineage.LineageRelation.FOUND_IN;
import static dev.gyre.api.lineage.LineageRelation.FROZEN_FROM;
import static dev.gyre.api.lineage.LineageRelation.HARVESTED_FOR;
import static dev.gyre.api.lineage.LineageRelation.JUDGED_BY;
import static dev.gyre.api.lineage.LineageRelation.JUDGES;
import static dev.gyre.api.lineage.LineageRelation.MOVED_TO;
import static dev.gyre.api.lineage.LineageRelation.PRODUCED_BY;
import static dev.gyre.api.lineage.LineageRelation.PROMOTED_BY;
import static dev.gyre.api.lineage.LineageRelation.PROPOSED_FOR;
import static dev.gyre.api.lineage.LineageRelation.PROPOSES;
import static dev.gyre.api.lineage.LineageRelation.TRAINED_ON;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionCommitted;
import dev.gyre.api.data.DatasetVersionId;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.EvaluationCompleted;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateVerdictGiven;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.lineage.LineageRelation;
import dev.gyre.api.monitoring.Fix;
import dev.gyre.api.monitoring.HarvestDone;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.api.serving.DeploymentReady;
import dev.gyre.api.training.AliasMoved;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionId;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.RecipeId;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Once round the loop, as the services tell it: a first model fails, its incident is harvested, the
 * second model ends it. With the edges that this must give.
 */
final class Story {

  /** What is told in one transaction. */
  record Told(String type, Object payload) {}

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Digest DIGEST = new Digest("0".repeat(64));

  final DatasetRef first = new DatasetRef("digits", 1);
  final DatasetRef second = new DatasetRef("digits", 2);
  final ModelRef champion = new ModelRef("reader", 1);
  final ModelRef candidate = new ModelRef("reader", 2);
  final ImportId imported = ImportId.next();
  final PreparedSetId firstSet = PreparedSetId.next();
  final PreparedSetId secondSet = PreparedSetId.next();
  final RunId firstRun = RunId.next();
  final RunId secondRun = RunId.next();
  final EvaluationId championScore = EvaluationId.next();
  final EvaluationId candidateScore = EvaluationId.next();
  final GateVerdictId verdict = GateVerdictId.next();
  final SliceId slice = SliceId.next();
  final HarvestId harvest = HarvestId.next();
  final IncidentId incident = IncidentId.next();
  final UUID byHand = UUID.fromString("01890000-0000-7000-8000-000000000001");
  final UUID promotion = UUID.fromString("01890000-0000-7000-8000-000000000002");
  final UUID firstDeployment = UUID.fromString("01890000-0000-7000-8000-000000000003");
  final UUID secondDeployment = UUID.fromString("01890000-0000-7000-8000-000000000004");

  List<Told> events() {
    Fix fix = new Fix(incident, 1, harvest, slice, candidate, second, Remedy.RETRAIN);
    return List.of(
        new Told("dev.gyre.import.finished.v1", finished()),
        new Told(
            DatasetVersionCommitted.TYPE, committed(first, null, List.of(imported), List.of())),
        new Told("dev.gyre.prepared_set.built.v1", built(firstSet, first)),
        new Told("dev.gyre.run.finished.v1", run(firstRun, firstSet, first, champion)),
        new Told("dev.gyre.model_version.registered.v1", version(champion, firstRun, firstSet)),
        new Told(AliasMoved.TYPE, moved(champion, byHand, null)),
        new Told(
            DeploymentReady.TYPE, new DeploymentReady("desk", "reader", 1, NOW, firstDeployment)),
        new Told("dev.gyre.incident.opened.v1", opened()),
        new Told(HarvestDone.TYPE, new HarvestDone(harvest, incident, 1, slice)),
        new Told(
            DatasetVersionCommitted.TYPE, committed(second, first, List.of(), List.of(harvest))),
        new Told("dev.gyre.prepared_set.built.v1", built(secondSet, second)),
        new Told("dev.gyre.run.finished.v1", run(secondRun, secondSet, second, candidate)),
        new Told("dev.gyre.model_version.registered.v1", version(candidate, secondRun, secondSet)),
        new Told(Fix.RECORDED, fix),
        new Told(EvaluationCompleted.TYPE, completed(championScore, champion)),
        new Told(EvaluationCompleted.TYPE, completed(candidateScore, candidate)),
        new Told(GateVerdictGiven.TYPE, given()),
        new Told(AliasMoved.TYPE, moved(candidate, promotion, verdict.value())),
        new Told(
            DeploymentReady.TYPE, new DeploymentReady("desk", "reader", 2, NOW, secondDeployment)),
        new Told(Fix.PROVEN, fix));
  }

  /** All edges of it, and no others. */
  List<LineageEdge> edges() {
    return List.of(
        edge(of(first), BUILT_FROM, imported()),
        edge(of(second), DERIVED_FROM, of(first)),
        edge(of(second), BUILT_FROM, harvested()),
        edge(node(LineageNoun.PREPARED_SET, firstSet), BUILT_FROM, of(first)),
        edge(node(LineageNoun.PREPARED_SET, secondSet), BUILT_FROM, of(second)),
        edge(ran(firstRun), TRAINED_ON, node(LineageNoun.PREPARED_SET, firstSet)),
        edge(ran(secondRun), TRAINED_ON, node(LineageNoun.PREPARED_SET, secondSet)),
        edge(of(champion), PRODUCED_BY, ran(firstRun)),
        edge(of(candidate), PRODUCED_BY, ran(secondRun)),
        edge(move(byHand), MOVED_TO, of(champion)),
        edge(move(promotion), MOVED_TO, of(candidate)),
        edge(move(promotion), PROMOTED_BY, judged()),
        edge(node(LineageNoun.DEPLOYMENT, firstDeployment), DEPLOYMENT_OF, of(champion)),
        edge(node(LineageNoun.DEPLOYMENT, secondDeployment), DEPLOYMENT_OF, of(candidate)),
        edge(failed(), FOUND_IN, of(champion)),
        edge(harvested(), HARVESTED_FOR, failed()),
        edge(node(LineageNoun.SLICE, slice), FROZEN_FROM, harvested()),
        edge(scored(championScore), EVALUATES, of(champion)),
        edge(scored(championScore), EVALUATED_ON, of(second)),
        edge(scored(candidateScore), EVALUATES, of(candidate)),
        edge(scored(candidateScore), EVALUATED_ON, of(second)),
        edge(judged(), JUDGES, of(candidate)),
        edge(judged(), BASED_ON, scored(championScore)),
        edge(judged(), BASED_ON, scored(candidateScore)),
        edge(judged(), EVALUATED_ON, node(LineageNoun.SLICE, slice)),
        edge(fix(), PROPOSED_FOR, failed()),
        edge(fix(), PROPOSES, of(candidate)),
        edge(fix(), EVALUATED_ON, of(second)),
        edge(fix(), JUDGED_BY, harvested()),
        edge(fix(), FIXES, failed()));
  }

  static LineageEdge edge(LineageNode from, LineageRelation relation, LineageNode to) {
    return new LineageEdge(from, relation, to);
  }

  static LineageNode node(LineageNoun noun, Object id) {
    return LineageNode.of(noun, id);
  }

  static LineageNode of(DatasetRef version) {
    return LineageNode.of(version);
  }

  static LineageNode of(ModelRef version) {
    return LineageNode.of(version);
  }

  LineageNode imported() {
    return node(LineageNoun.IMPORT, imported);
  }

  LineageNode harvested() {
    return node(LineageNoun.HARVEST, harvest);
  }

  LineageNode failed() {
    return node(LineageNoun.INCIDENT, incident);
  }

  LineageNode judged() {
    return node(LineageNoun.GATE_VERDICT, verdict);
  }

  LineageNode fix() {
    return node(LineageNoun.FIX, incident + "/1");
  }

  LineageNode ran(RunId run) {
    return node(LineageNoun.RUN, run);
  }

  LineageNode scored(EvaluationId evaluation) {
    return node(LineageNoun.EVALUATION, evaluation);
  }

  LineageNode move(UUID id) {
    return node(LineageNoun.ALIAS_MOVE, id);
  }

  private Import finished() {
    return new Import(
        imported, JobId.next(), "class_folder", ImportState.FINISHED, 3, 3, 0, 0, NOW);
  }

  private static DatasetVersionCommitted committed(
      DatasetRef ref,
      @Nullable DatasetRef parent,
      List<ImportId> imports,
      List<HarvestId> harvests) {
    DatasetVersion version =
        new DatasetVersion(
            DatasetVersionId.next(),
            ref,
            DIGEST,
            1,
            DIGEST,
            Map.of(Split.TRAIN, 3),
            Map.of("zero", 3),
            NOW,
            "ada");
    return DatasetVersionCommitted.of(version, parent, imports, harvests);
  }

  private static PreparedSet built(PreparedSetId id, DatasetRef of) {
    return new PreparedSet(
        id,
        PreparationId.next(),
        of,
        1,
        List.of("zero"),
        List.of(),
        PreparedState.READY,
        DIGEST,
        DIGEST,
        DIGEST,
        null,
        List.of(),
        null,
        NOW);
  }

  private static Run run(RunId id, PreparedSetId set, DatasetRef of, ModelRef yielded) {
    return new Run(
        id,
        RecipeId.next(),
        set,
        of,
        7,
        yielded.model(),
        null,
        RunState.FINISHED,
        JobId.next(),
        yielded.version(),
        List.of(),
        null,
        Map.of("loss", 0.1),
        NOW,
        NOW);
  }

  private ModelVersion version(ModelRef ref, RunId run, PreparedSetId set) {
    return new ModelVersion(
        ModelVersionId.next(),
        ref.model(),
        ref.version(),
        DIGEST,
        1,
        List.of("zero"),
        run,
        first,
        set,
        PreparationId.next(),
        1,
        ModelVersionState.READY,
        0,
        Map.of(),
        NOW);
  }

  private static AliasMoved moved(ModelRef to, UUID id, @Nullable UUID verdict) {
    return new AliasMoved(to.model(), "champion", to.version(), null, id, verdict);
  }

  private EvaluationCompleted completed(EvaluationId id, ModelRef model) {
    return new EvaluationCompleted(
        id, model, second, Split.TEST, PredictionSetId.next(), 1, List.of());
  }

  private GateVerdictGiven given() {
    return new GateVerdictGiven(
        verdict,
        GateOutcome.PASS,
        candidate,
        champion,
        second,
        1,
        candidateScore,
        championScore,
        List.of(slice));
  }

  private Incident opened() {
    return new Incident(
        incident,
        "zero",
        "Zeros fail",
        "desk",
        "reader",
        "zero",
        null,
        List.of("zero"),
        IncidentState.NEW,
        5,
        10,
        0.5,
        0.1,
        30,
        20,
        1,
        "1:zero",
        null,
        null,
        null,
        null,
        NOW,
        NOW);
  }
}
