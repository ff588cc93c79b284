package dev.gyre.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.UuidV7;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.job.JobId;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.serving.LogId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentStepsTests {

  @Test
  void neverTrainsOnWhatIsProofForAnyIncident() {
    Harvest one = harvest(item("live/a", HarvestPart.TRAINING), item("live/b", HarvestPart.PROOF));
    Harvest two = harvest(item("live/a", HarvestPart.PROOF), item("live/c", HarvestPart.TRAINING));

    assertThat(IncidentSteps.assignments(List.of(one, two)))
        .containsExactly(
            new SplitAssignment("live/a", Split.TEST),
            new SplitAssignment("live/b", Split.TEST),
            new SplitAssignment("live/c", Split.TRAIN));
  }

  @Test
  void knowsTheTruthByTheClientKey() {
    Digit digit = Digit.of("three/0013.png");

    assertThat(Traffic.clientKey(Part.BEFORE, digit)).isEqualTo("before/three/0013");
    assertThat(Traffic.truth(Traffic.clientKey(Part.POOL, digit))).isEqualTo("three");
  }

  private static HarvestItem item(String key, HarvestPart part) {
    return new HarvestItem(
        new LogId(UuidV7.next()),
        "before/three/0013",
        key,
        null,
        HarvestShare.UNIFORM,
        1,
        part,
        part == HarvestPart.PROOF,
        null);
  }

  private static Harvest harvest(HarvestItem... items) {
    return new Harvest(
        HarvestId.next(),
        IncidentId.next(),
        1,
        new JobId(UuidV7.next()),
        HarvestStep.DONE,
        0,
        List.of(items),
        null,
        null,
        Instant.parse("2026-01-01T12:00:00Z"));
  }
}
