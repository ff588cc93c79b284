package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.PreparationReport;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.api.serving.PredictionsApi;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunState;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop from digits to predictions on a real Gyre, and that both topologies go it alike. */
class LoopIT {

  static final String PROJECT = "loop";

  @ParameterizedTest
  @EnumSource
  void importsAllButWhatItNames(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    assertThat(loop.imported().state()).isEqualTo(ImportState.FINISHED);
    assertThat(loop.imported().inputs()).isEqualTo(313);
    assertThat(loop.imported().imported()).isEqualTo(312);
    assertThat(loop.imported().duplicates()).isZero();
    List<Reject> rejects =
        loop.api(ImportsApi.class).rejects(loop.project(), loop.imported().id(), 100, null).items();
    assertThat(rejects)
        .singleElement()
        .satisfies(reject -> {
          assertThat(reject.item()).isEqualTo("eleven/0001.png");
          assertThat(reject.reason()).isEqualTo("UNKNOWN_CLASS");
        });
  }

  @ParameterizedTest
  @EnumSource
  void commitsLabelledSamplesOnlyAndSplitsEachClassAlike(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    assertThat(loop.dataset().samplesBySplit())
        .isEqualTo(Map.of(Split.TRAIN, 150, Split.VALIDATION, 30, Split.TEST, 120));
    assertThat(loop.dataset().samplesByClass())
        .containsOnlyKeys(Pictures.CLASSES)
        .allSatisfy((_, samples) -> assertThat(samples).isEqualTo(30));
    assertThat(LoopSteps.entries(loop.site(), loop.dataset(), Split.TEST))
        .extracting(DatasetEntry::className)
        .containsOnly(Pictures.CLASSES.toArray(String[]::new))
        .hasSize(120);
  }

  @ParameterizedTest
  @EnumSource
  void preparesEveryMemberOnce(Topology topology) {
    PreparedSet prepared = Loop.in(topology, PROJECT).prepared();
    assertThat(prepared.state()).isEqualTo(PreparedState.READY);
    assertThat(prepared.report()).isEqualTo(PreparationReport.ofPicture("image", 300, 300, 0));
    assertThat(prepared.shards().stream().mapToInt(shard -> shard.samples()).sum()).isEqualTo(300);
  }

  @ParameterizedTest
  @EnumSource
  void leadsFromAPredictionBackToItsSamples(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    Prediction prediction = predictions(loop).getFirst();
    ModelVersion model =
        loop.api(ModelsApi.class).version(loop.project(), Loop.MODEL, prediction.modelVersion());
    Run run = loop.api(RunsApi.class).get(loop.project(), Objects.requireNonNull(model.run()));
    PreparedSet prepared = loop.api(PreparedSetsApi.class).get(loop.project(), run.preparedSet());
    assertThat(model.state()).isEqualTo(ModelVersionState.READY);
    assertThat(model.parityDeviation()).isBetween(0.0, 1e-4);
    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(run.modelVersion()).isEqualTo(model.version());
    assertThat(run.recipe()).isEqualTo(loop.recipe().id());
    assertThat(prepared).isEqualTo(loop.prepared());
    assertThat(List.of(model.dataset(), run.dataset(), prepared.dataset()))
        .containsOnly(loop.dataset().ref());
    assertThat(model.preparation()).isEqualTo(prepared.preparation());
    assertThat(model.contractNumber()).isEqualTo(loop.dataset().contractNumber());
    DatasetEntry sample = LoopSteps.entries(loop.site(), loop.dataset(), Split.TRAIN).getFirst();
    assertThat(loop.api(SamplesApi.class).memberships(loop.project(), sample.sample()))
        .contains(new Membership(loop.dataset().ref(), Split.TRAIN));
  }

  @ParameterizedTest
  @EnumSource
  void promotesWhatTheGateLetsPass(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    assertThat(loop.verdict().outcome()).isEqualTo(GateOutcome.PASS);
    assertThat(loop.verdict().candidate()).isEqualTo(new ModelRef(Loop.MODEL, 1));
    assertThat(loop.verdict().champion()).isNull();
    assertThat(loop.verdict().candidateEvaluation()).isEqualTo(loop.evaluation().id());
    assertThat(loop.verdict().rules()).isNotEmpty();
    assertThat(loop.champion().version()).isEqualTo(1);
    assertThat(loop.champion().verdict()).isEqualTo(loop.verdict().id().value());
  }

  @ParameterizedTest
  @EnumSource
  void servesExactlyWhatWasEvaluated(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    assertThat(confusion(loop)).isEqualTo(loop.evaluation().confusion());
    assertThat(loop.answers().values()).extracting(PredictionAnswer::modelVersion).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource
  void logsEveryPredictionUnderItsClientKey(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    List<Prediction> logged = predictions(loop);
    assertThat(logged).hasSize(loop.answers().size());
    assertThat(logged)
        .as("newest first")
        .extracting(Prediction::id)
        .isSortedAccordingTo(Comparator.reverseOrder());
    for (Prediction prediction : logged) {
      PredictionAnswer answer =
          Objects.requireNonNull(
              loop.answers().get(Objects.requireNonNull(prediction.clientKey())));
      assertThat(prediction.id()).isEqualTo(answer.logId());
      assertThat(prediction.status()).isEqualTo(PredictionStatus.OK);
      assertThat(prediction.className()).isEqualTo(answer.className());
      assertThat(prediction.probabilities()).isEqualTo(answer.probabilities());
    }
  }

  @Test
  void givesEqualDigestsAndVerdictsInBothTopologies() {
    Loop one = Loop.in(Topology.ALL_IN_ONE, PROJECT);
    Loop many = Loop.in(Topology.DISTRIBUTED, PROJECT);
    assertThat(many.dataset().digest()).isEqualTo(one.dataset().digest());
    assertThat(many.dataset().contractDigest()).isEqualTo(one.dataset().contractDigest());
    assertThat(many.recipe().digest()).isEqualTo(one.recipe().digest());
    assertThat(many.evaluation().metrics()).isEqualTo(one.evaluation().metrics());
    assertThat(many.evaluation().confusion()).isEqualTo(one.evaluation().confusion());
    assertThat(many.verdict().outcome()).isEqualTo(one.verdict().outcome());
    assertThat(many.verdict().rules())
        .extracting(GateRule::sentence)
        .isEqualTo(one.verdict().rules().stream().map(GateRule::sentence).toList());
  }

  private static List<Prediction> predictions(Loop loop) {
    PredictionsApi predictions = loop.api(PredictionsApi.class);
    return Connection.all((limit, cursor) ->
        predictions.list(loop.project(), Loop.ENDPOINT, Math.min(limit, 50), cursor));
  }

  /** By the answers of the endpoint: a row for each true class, a column for each answered one. */
  private static List<List<Integer>> confusion(Loop loop) {
    Map<String, String> truths =
        LoopSteps.entries(loop.site(), loop.dataset(), Split.TEST).stream()
            .collect(Collectors.toMap(DatasetEntry::key, DatasetEntry::className));
    int[][] counts = new int[Pictures.CLASSES.size()][Pictures.CLASSES.size()];
    loop.answers()
        .forEach((key, answer) ->
            counts[Pictures.CLASSES.indexOf(truths.get(key))][answer.classIndex()]++);
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(IntStream.of(row).boxed().toList());
    }
    return rows;
  }
}
