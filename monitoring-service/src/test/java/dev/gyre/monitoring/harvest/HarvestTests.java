package dev.gyre.monitoring.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobState;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.project.Role;
import dev.gyre.api.serving.Prediction;
import dev.gyre.monitoring.MonitoringFixture;
import dev.gyre.monitoring.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestTests extends MonitoringFixture {

  @Test
  void takesRightAndWrongOnesAndHoldsAUniformHalfOut() {
    World world = world();
    IncidentId id = opened(world);
    for (int i = 0; i < 900; i++) {
      world.predict(1, i % 2 == 0 ? "3" : "1", 0.6, null, 0.5);
    }
    tick.run();
    assertThat(ended(start(world, id)).state()).isEqualTo(JobState.SUCCEEDED);

    Harvest harvest = harvest(world, id);
    assertThat(harvest.step()).isEqualTo(HarvestStep.DONE);
    List<HarvestItem> mode = harvest.items().subList(0, 100);
    assertThat(mode).filteredOn(item -> item.share() == HarvestShare.FAILING).hasSize(50);
    assertThat(mode).filteredOn(HarvestItem::proofSlice).hasSizeBetween(30, 70);
    List<HarvestItem> rest = harvest.items().subList(100, harvest.items().size());
    assertThat(rest)
        .filteredOn(item -> item.share() == HarvestShare.SIMILAR)
        .hasSizeBetween(80, 100)
        .allSatisfy(item -> assertThat(item.part()).isEqualTo(HarvestPart.TRAINING));
    List<HarvestItem> drawn =
        rest.stream().filter(item -> item.share() == HarvestShare.UNIFORM).toList();
    assertThat(drawn)
        .hasSizeBetween(240, 360)
        .allSatisfy(item -> assertThat(item.inclusionProbability()).isEqualTo(300 / 900.0))
        .filteredOn(HarvestItem::proofSlice)
        .hasSizeBetween(100, 200);
    assertThat(harvest.items())
        .allSatisfy(
            item -> assertThat(item.proofSlice()).isEqualTo(item.part() == HarvestPart.PROOF));
    assertThat(world.queuesMade.getFirst().samples()).hasSize(harvest.items().size());
    assertThat(world.slicesMade.getFirst().filter()).isEqualTo("sample.class_name in [\"8\"]");
    assertThat(world.slicesMade.getFirst().samples())
        .containsExactlyElementsOf(
            harvest.items().stream()
                .filter(HarvestItem::proofSlice)
                .map(HarvestItem::sample)
                .toList());
    assertThat(only(world).state()).isEqualTo(IncidentState.LABELLING);
  }

  /** What looks like the mode is chosen by its answer, which may not say what is left to prove. */
  @Test
  void aChoiceByAnswersTakesNothingFromTheProofPart() {
    World few = world();
    World many = world();
    for (World world : List.of(few, many)) {
      IncidentId id = opened(world);
      for (int i = 0; i < 900; i++) {
        world.predict(1, "3", world == few || i % 2 == 0 ? 0.9 : 0.4, null, 0.5);
      }
      tick.run();
      ended(start(world, id));
      List<HarvestItem> items = harvest(world, id).items();
      assertThat(items)
          .filteredOn(item -> item.part() == HarvestPart.PROOF)
          .extracting(HarvestItem::share)
          .doesNotContain(HarvestShare.SIMILAR);
      long uniform = items.stream().filter(item -> item.share() == HarvestShare.UNIFORM).count();
      assertThat(uniform).isBetween(290L, 410L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "before, model",
    "before, entries",
    "before, intake",
    "after, intake",
    "before, queue",
    "after, queue",
    "before, slice",
    "after, slice"
  })
  void goesOnAfterACrashBetweenAnyTwoStepsWithEachEffectOnce(String when, String call) {
    World world = world();
    IncidentId id = opened(world);
    if (when.equals("before")) {
      world.crashBefore = call;
    } else {
      world.crashAfter = call;
    }
    assertThat(ended(start(world, id)).state()).isEqualTo(JobState.FAILED);
    assertThat(only(world).state()).isEqualTo(IncidentState.HARVESTING);
    assertThat(ended(start(world, id)).state()).isEqualTo(JobState.SUCCEEDED);

    Harvest harvest = harvest(world, id);
    assertThat(harvest.number()).isEqualTo(1);
    assertThat(harvest.items()).hasSize(100);
    assertThat(world.samples).hasSize(100);
    assertThat(world.queues).hasSize(1);
    assertThat(world.slices).hasSize(1);
    assertThat(harvest.labelQueue()).isEqualTo(world.queues.getFirst().id());
    assertThat(harvest.proofSlice()).isEqualTo(world.slices.getFirst().id());
    assertThat(only(world).state()).isEqualTo(IncidentState.LABELLING);
  }

  @Test
  void whatTheModelHasLearntFromProvesNothing() {
    World world = world();
    IncidentId id = opened(world);
    world.datasets.put(
        "digits/1",
        world.log.stream()
            .limit(90)
            .map(prediction ->
                new DatasetEntry(
                    SampleId.next(),
                    "known " + prediction.id(),
                    Split.TRAIN,
                    "8",
                    null,
                    Objects.requireNonNull(prediction.payload()),
                    "image/png"))
            .toList());
    ended(start(world, id));
    assertThat(harvest(world, id).items().subList(0, 90))
        .allSatisfy(item -> assertThat(item.part()).isEqualTo(HarvestPart.TRAINING));
  }

  @Test
  void aPictureThatWasSeenTwiceIsTakenAndCountedOnce() {
    World world = world();
    List<Prediction> first = live(world, 1, "8", 40, 20);
    for (Prediction each : first) {
      give(
          world,
          List.of(truth(world.again(1, Objects.requireNonNull(each.className()), each), "8")));
    }
    tick.run();
    assertThat(only(world).exposures()).isEqualTo(40);
    assertThat(only(world).failures()).isEqualTo(20);
    ended(start(world, only(world).id()));
    assertThat(harvest(world, only(world).id()).items()).hasSize(40);
    assertThat(world.samples).hasSize(40);
  }

  /** A sample that proves for one incident never trains for another. */
  @Test
  void aPictureIsInTheSamePartForEveryIncident() {
    World world = world();
    live(world, 1, "8", 60, 30);
    live(world, 1, "2", 60, 30);
    for (int i = 0; i < 60; i++) {
      world.predict(1, "3", 0.6, null, 0.5);
    }
    tick.run();
    Map<String, HarvestPart> parts = new HashMap<>();
    int shared = 0;
    assertThat(all(world)).hasSize(2);
    for (Incident incident : all(world)) {
      ended(start(world, incident.id()));
      for (HarvestItem item : harvest(world, incident.id()).items()) {
        HarvestPart before = parts.put(item.sampleKey(), item.part());
        shared += before == null ? 0 : 1;
        assertThat(before).isIn(null, item.part());
      }
    }
    assertThat(shared).isGreaterThan(20);
  }

  @Test
  void aGroupIsNeverCut() {
    World world = world();
    for (int i = 0; i < 40; i++) {
      String group = "drive-" + i / 2;
      Prediction prediction = world.predict(1, i % 4 < 2 ? "3" : "8", 0.9, group, 0.5);
      give(world, List.of(truth(prediction, "8")));
    }
    tick.run();
    IncidentId id = only(world).id();
    ended(start(world, id));
    List<HarvestItem> items = harvest(world, id).items();
    for (int i = 0; i < 40; i += 2) {
      assertThat(items.get(i).part()).isEqualTo(items.get(i + 1).part());
    }
  }

  @Test
  void aRepeatedKeyAnswersTheFirstJobAndOnlyEngineersHarvest() {
    World world = world();
    IncidentId id = opened(world);
    Job first = engineer(() -> incidents.harvest(world.slug, id, "once"));
    assertThat(engineer(() -> incidents.harvest(world.slug, id, "once")).id())
        .isEqualTo(first.id());
    ended(first);
    assertCode(
        ErrorCode.PERMISSION_DENIED,
        () -> as(Role.LABELLER, () -> incidents.harvest(world.slug, id, null)));
    World other = world();
    live(other, 1, "8", 40, 20);
    tick.run();
    assertCode(
        ErrorCode.NOT_FOUND,
        () -> as(Role.VIEWER, () -> incidents.getHarvest(other.slug, only(other).id())));
  }

  private IncidentId opened(World world) {
    live(world, 1, "8", 100, 50);
    tick.run();
    return only(world).id();
  }

  private Job start(World world, IncidentId id) {
    return engineer(() -> incidents.harvest(world.slug, id, null));
  }

  private Harvest harvest(World world, IncidentId id) {
    return as(Role.VIEWER, () -> incidents.getHarvest(world.slug, id));
  }

  private static void assertCode(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
