package dev.gyre.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Reject;
import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureEventsApi;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.api.monitoring.Feedback;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.Monitor;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.project.Role;
import dev.gyre.api.serving.Prediction;
import dev.gyre.monitoring.MonitoringFixture;
import dev.gyre.monitoring.World;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FeedbackTests extends MonitoringFixture {

  @Autowired private FailureEventsApi failures;
  @Autowired private MonitorsApi monitors;

  @Test
  void waitsForItsPredictionAndIsMatchedByLogIdAndByClientKey() {
    World world = world();
    Prediction first = world.predict(1, "3");
    Prediction second = world.predict(1, "4");
    FeedbackReceipt receipt =
        give(
            world,
            List.of(
                truth(first, "8"),
                new NewFeedback(
                    World.ENDPOINT, null, second.clientKey(), "4", Collection.SAMPLED, 0.5)));
    assertThat(receipt).isEqualTo(new FeedbackReceipt(2, 2, List.of()));
    tick.run();
    assertThat(all(world, null)).extracting(Feedback::waiting).containsExactly(false, false);
    assertThat(events(world, FailureKind.WRONG))
        .extracting(FailureEvent::logId, FailureEvent::className, FailureEvent::predicted)
        .containsExactly(tuple(first.id(), "8", "3"));
    assertThat(monitor(world).labelled()).isEqualTo(2);
    assertThat(give(world, List.of(truth(second, "4"))).waiting()).isZero();
  }

  @Test
  void theLaterOneWinsAndBothAreKept() {
    World world = world();
    Prediction prediction = world.predict(1, "3");
    give(world, List.of(truth(prediction, "8")));
    tick.run();
    give(world, List.of(truth(prediction, "3", Collection.COMPLAINT)));
    assertThat(all(world, prediction)).extracting(Feedback::className).containsExactly("3", "8");
    assertThat(events(world, FailureKind.WRONG).getFirst().withdrawn()).isNotNull();
    give(world, List.of(truth(prediction, "9")));
    assertThat(events(world, FailureKind.WRONG).getFirst().withdrawn()).isNull();
    assertThat(monitor(world).labelled()).isEqualTo(1);
  }

  @Test
  void namesWhatItDoesNotTakeByItsPlace() {
    World world = world();
    Prediction prediction = world.predict(1, "3");
    FeedbackReceipt receipt =
        give(
            world,
            List.of(
                truth(prediction, "zebra"),
                truth(prediction, "3"),
                new NewFeedback("nowhere", prediction.id(), null, "3", Collection.COMPLETE, null)));
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(receipt.rejects())
        .extracting(Reject::item, Reject::reason)
        .containsExactly(
            tuple("feedback[0]", "UNKNOWN_CLASS"), tuple("feedback[2]", "UNKNOWN_ENDPOINT"));
  }

  @Test
  void refusesAClassForASegmentation() {
    World world = world();
    NewFeedback one = truth(world.predict(1, "3"), "3");
    world.segmentation = true;
    assertCode(ErrorCode.WRONG_STATE, () -> give(world, List.of(one)));
  }

  @Test
  void refusesTooManyAtOnceAndWhoMayNotLabel() {
    World world = world();
    NewFeedback one = truth(world.predict(1, "3"), "3");
    assertCode(ErrorCode.INVALID_ARGUMENT, () -> give(world, Collections.nCopies(1001, one)));
    assertCode(ErrorCode.INVALID_ARGUMENT, () -> give(world, List.of()));
    assertCode(
        ErrorCode.PERMISSION_DENIED,
        () -> as(Role.VIEWER, () -> feedback.give(world.slug, List.of(one))));
    assertCode(
        ErrorCode.NOT_FOUND,
        () -> engineer(() -> monitors.put(world.slug, "nowhere", MonitorSpec.defaults())));
  }

  @Test
  void recordsWhatIsCertainAndWhatIsSuspectedOnceEach() {
    World world = world();
    engineer(() -> monitors.put(world.slug, World.ENDPOINT, MonitorSpec.defaults()));
    world.badInput(1);
    world.predict(1, "3", 0.4, null, 0.5);
    world.predict(1, "3", 0.6, null, 0.5);
    tick.run();
    tick.run();
    assertThat(events(world, null))
        .extracting(FailureEvent::kind, FailureEvent::confirmed)
        .containsExactlyInAnyOrder(
            tuple(FailureKind.BAD_INPUT, true), tuple(FailureKind.LOW_CONFIDENCE, false));
    assertThat(monitor(world).exposures()).isEqualTo(3);
  }

  @Test
  void suspectsAWindowWhoseInputsHaveMoved() {
    World world = world();
    engineer(() -> monitors.put(world.slug, World.ENDPOINT, new MonitorSpec(0.5, 100, 50, 0.25)));
    Random random = new Random(7);
    for (int i = 0; i < 150; i++) {
      world.predict(1, "3", 0.9, null, 0.5 + 0.05 * random.nextGaussian());
    }
    tick.run();
    assertThat(events(world, FailureKind.INPUT_DRIFT)).isEmpty();
    for (int i = 0; i < 50; i++) {
      world.predict(1, "3", 0.9, null, 0.7 + 0.05 * random.nextGaussian());
    }
    tick.run();
    tick.run();
    assertThat(events(world, FailureKind.INPUT_DRIFT))
        .singleElement()
        .satisfies(event -> assertThat(event.detail()).contains("mean moved"));
  }

  private List<Feedback> all(World world, @Nullable Prediction prediction) {
    return as(
            Role.VIEWER,
            () ->
                feedback.list(
                    world.slug, null, prediction == null ? null : prediction.id(), 100, null))
        .items();
  }

  private List<FailureEvent> events(World world, @Nullable FailureKind kind) {
    return as(Role.VIEWER, () -> failures.list(world.slug, World.ENDPOINT, kind, null, 100, null))
        .items();
  }

  private Monitor monitor(World world) {
    return as(Role.VIEWER, () -> monitors.get(world.slug, World.ENDPOINT));
  }

  private static void assertCode(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
