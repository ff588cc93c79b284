package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.PreparationReport;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.PreparedStreamCount;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.StreamSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Simulated streets on a real Gyre, from a scenario to shards of several streams. */
class StreamsIT {

  @ParameterizedTest
  @EnumSource
  void preparesColourDepthAndTruthOfSimulatedStreets(Topology topology) throws IOException {
    StreetSteps street = StreetSteps.in(topology);
    PreparedSet prepared = street.prepared();
    assertThat(prepared.state()).isEqualTo(PreparedState.READY);
    PreparationReport report = Objects.requireNonNull(prepared.report());
    assertThat(report.inputs()).isEqualTo(StreetSteps.PICTURES);
    assertThat(report.rejects()).isZero();
    assertThat(report.streams())
        .containsExactly(
            new PreparedStreamCount("rgb", StreetSteps.PICTURES, 0, 0),
            new PreparedStreamCount("depth", StreetSteps.PICTURES, 0, 0),
            new PreparedStreamCount("truth", StreetSteps.PICTURES, 0, 0));
    assertThat(prepared.shards().stream().mapToInt(Shard::samples).sum())
        .isEqualTo(StreetSteps.PICTURES);
    assertThat(prepared.shards()).extracting(Shard::split).contains(Split.TRAIN);
    assertThat(prepared.streams()).extracting(StreamSpec::name).contains("rgb", "depth");
    // Stays to be looked at.
    Path kept = Path.of("target/sheet-%s.png".formatted(topology));
    try (InputStream sheet =
        street.api(PreparedSetsApi.class).sheet(street.project(), prepared.id())) {
      Files.write(kept, sheet.readAllBytes());
    }
    BufferedImage drawn = ImageIO.read(kept.toFile());
    assertThat(drawn.getWidth()).as("three streams, before and after").isGreaterThan(6 * 192);
  }

  @Test
  void preparesTheSameInBothTopologies() {
    List<PreparedSet> sets =
        List.of(
            StreetSteps.in(Topology.ALL_IN_ONE).prepared(),
            StreetSteps.in(Topology.DISTRIBUTED).prepared());
    assertThat(sets).extracting(PreparedSet::classes).containsOnly(StreetSteps.CLASSES);
    assertThat(sets).extracting(PreparedSet::report).containsOnly(sets.getFirst().report());
  }

  @ParameterizedTest
  @EnumSource
  void refusesAStreamThatTheContractLacks(Topology topology) {
    StreetSteps street = StreetSteps.in(topology);
    assertThatThrownBy(() ->
            street.start(
                "radar",
                StreetSteps.spec(
                    PreparedStreamSpec.picture("rgb", "rgb"),
                    PreparedStreamSpec.input("radar"),
                    StreetSteps.DEPTH)))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION);
              assertThat(e.args()).containsEntry("field", "streams.name");
            });
  }
}
