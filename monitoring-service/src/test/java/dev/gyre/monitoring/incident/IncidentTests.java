package dev.gyre.monitoring.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.monitoring.Acceptance;
import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.project.Role;
import dev.gyre.monitoring.MonitoringFixture;
import dev.gyre.monitoring.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncidentTests extends MonitoringFixture {

  @Test
  void opensOneForAClassAboveTheAcceptedErrorWithItsTrueClassFirst() {
    World world = world();
    live(world, 1, "8", 40, 16);
    live(world, 1, "1", 40, 2);
    tick.run();
    Incident incident = only(world);
    assertThat(incident.title()).isEqualTo("8 misread as 3: 16 of 40 labelled");
    assertThat(incident.className()).isEqualTo("8");
    assertThat(incident.classes()).containsExactly("8");
    assertThat(incident.evidence()).isGreaterThan(incident.evidenceNeeded());
    assertThat(incident.fingerprint()).isEqualTo("gyre-mode/1/wrong-class/true=8/predicted=3");
    tick.run();
    live(world, 1, "8", 10, 4);
    tick.run();
    assertThat(only(world).exposures()).isEqualTo(50);
  }

  @Test
  void aStreamAtTheAcceptedErrorOpensNone() {
    World world = world();
    Random random = new Random(20_261_124);
    for (int day = 0; day < 10; day++) {
      List<NewFeedback> known = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String truth = World.CLASSES.get(random.nextInt(10));
        String wrong = World.CLASSES.get(random.nextInt(10));
        var prediction = world.predict(1, random.nextDouble() < 0.1 ? wrong : truth);
        known.add(truth(prediction, truth));
      }
      give(world, known);
      tick.run();
    }
    assertThat(all(world)).isEmpty();
  }

  @Test
  void classesThatRiseTogetherAfterADeploymentAreOneIncident() {
    World world = world();
    for (String name : World.CLASSES) {
      live(world, 1, name, 40, 1);
    }
    tick.run();
    for (int round = 0; round < 4; round++) {
      for (String name : World.CLASSES) {
        live(world, 2, name, 10, 7);
      }
      tick.run();
    }
    Incident incident = only(world);
    assertThat(incident.title()).startsWith("several classes worse since deployment digits/2");
    assertThat(incident.classes()).hasSizeGreaterThan(5);
    assertThat(incident.modelVersion()).isEqualTo(2);
  }

  @Test
  void complaintsAloneOpenNone() {
    World world = world();
    List<NewFeedback> complaints = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      complaints.add(truth(world.predict(1, "3"), "8", Collection.COMPLAINT));
    }
    give(world, complaints);
    tick.run();
    assertThat(all(world)).isEmpty();
  }

  @Test
  void anAcceptanceRunsOutOnItsDateAndNamesWhoGaveIt() {
    World world = world();
    live(world, 1, "8", 40, 20);
    tick.run();
    Incident opened = only(world);
    Acceptance week =
        new Acceptance(clock.instant().plus(Duration.ofDays(7)), "the sensor comes next week");
    Incident accepted = engineer(() -> incidents.accept(world.slug, opened.id(), week));
    assertThat(accepted.state()).isEqualTo(IncidentState.ACCEPTED);
    assertThat(accepted.decidedBy()).isEqualTo("ENGINEER");
    tick.run();
    assertThat(only(world).state()).isEqualTo(IncidentState.ACCEPTED);
    clock.advance(Duration.ofDays(8));
    tick.run();
    assertThat(only(world).state()).isEqualTo(IncidentState.TRIAGED);
    assertThat(only(world).acceptedUntil()).isNull();
    assertCode(
        ErrorCode.INVALID_ARGUMENT,
        () -> engineer(() -> incidents.accept(world.slug, opened.id(), week)));
  }

  @Test
  void isTakenUpOrPutAsideByEngineersOnly() {
    World world = world();
    live(world, 1, "8", 40, 20);
    tick.run();
    Incident opened = only(world);
    assertCode(
        ErrorCode.PERMISSION_DENIED,
        () -> as(Role.LABELLER, () -> incidents.triage(world.slug, opened.id())));
    assertThat(engineer(() -> incidents.triage(world.slug, opened.id())).state())
        .isEqualTo(IncidentState.TRIAGED);
    assertThat(
            engineer(() -> incidents.ignore(world.slug, opened.id(), new Decision("a test rig")))
                .state())
        .isEqualTo(IncidentState.IGNORED);
    assertCode(
        ErrorCode.WRONG_STATE, () -> engineer(() -> incidents.close(world.slug, opened.id())));
    World other = world();
    assertCode(
        ErrorCode.NOT_FOUND, () -> as(Role.VIEWER, () -> incidents.get(other.slug, opened.id())));
  }

  private static void assertCode(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
