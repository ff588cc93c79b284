package dev.gyre.streams.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.Split;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.align.AlignedItem;
import dev.gyre.streams.align.AlignedSample;
import dev.gyre.streams.align.StreamClock;
import dev.gyre.streams.align.TimedItem;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.shard.IndexRow;
import dev.gyre.streams.shard.ShardIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignedInputsTests {

  private static final long MS = 1_000_000;

  private final AlignedInputs inputs =
      new AlignedInputs(
          new AlignedInputs.Items() {
            @Override
            public InputItem item(String stream, TimedItem item) {
              int i = Integer.parseInt(item.id());
              return StreetSamples.file(
                  stream,
                  i,
                  switch (stream) {
                    case "rgb" -> StreetSamples.rgb(i);
                    case "depth" -> StreetSamples.depth(i, 1000);
                    case "seg" -> StreetSamples.seg(i);
                    default -> StreetSamples.rear(i);
                  });
            }

            @Override
            public NdArray numbers(String stream, TimedItem item) {
              return StreetSamples.pose(Integer.parseInt(item.id()));
            }
          },
          Set.of("seg"));

  @TempDir Path folder;

  @Test
  void keepsHowEachItemCameAndItsOriginalTimes() throws IOException {
    InputSample sample = inputs.join(empty(), aligned(StreamKind.POSE));

    assertThat(sample.annotations()).containsOnlyKeys("seg");
    assertThat(sample.streams()).containsOnlyKeys("rgb", "rear", "pose");
    new PreparationRun(StreetSamples.SPEC, RunSettings.STANDARD)
        .run(List.of(sample).iterator(), folder, PreparationProgress.none());
    try (ShardIndex index = ShardIndex.open(folder)) {
      IndexRow row = index.find("s/1").orElseThrow();
      String meta = new String(index.read(row, "meta.json"), StandardCharsets.UTF_8);
      assertThat(meta)
          .contains(
              "\"alignment\":{\"came\":\"exact\",\"item\":{\"id\":\"7\",\"times_ns\":{\"header\":\"70000000\"}}}")
          .contains("\"came\":\"matched\",\"item\":{\"id\":\"7\",\"times_ns\"")
          .contains("\"skew_ns\":\"-2000000\"")
          .contains("\"age_ns\":\"40000000\",\"came\":\"held\"")
          .contains("\"came\":\"interpolated\"", "\"share\":0.25", "\"source\":\"6..8\"")
          .contains("\"depth\":{\"present\":false}");
    }
  }

  @Test
  void computesPosesBetweenTwoItems() throws IOException {
    InputSample sample = inputs.join(empty(), aligned(StreamKind.POSE));

    InputItem pose = Objects.requireNonNull(sample.streams().get("pose"));
    assertThat(pose.content())
        .isEqualTo(
            new InputItem.Content.Values(
                NdArray.float64(new double[] {6.5, 3.25, 1.5, 0, 0, 0.6, 0.8}, 7)));
  }

  @Test
  void refusesValuesBetweenItemsOfOtherKinds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inputs.join(empty(), aligned(StreamKind.DEPTH)))
        .withMessageContaining("Between two items of kind 'depth' lies none");
  }

  private static AlignedSample aligned(StreamKind kindBetween) {
    return new AlignedSample(
        "7",
        70 * MS,
        Map.of(
            "rgb", new AlignedItem.Exact(item(StreamKind.IMAGE, 7)),
            "rear", new AlignedItem.Matched(item(StreamKind.IMAGE, 7), -2 * MS),
            "seg", new AlignedItem.Held(item(StreamKind.LABEL_MAP, 3), 40 * MS),
            "pose", new AlignedItem.Interpolated(item(kindBetween, 6), item(kindBetween, 8), 0.25),
            "depth", new AlignedItem.Filled()));
  }

  private static TimedItem item(StreamKind kind, int i) {
    return TimedItem.of(Integer.toString(i), kind, StreamClock.HEADER, 10 * MS * i);
  }

  private static InputSample empty() {
    return new InputSample(
        "s/1", null, Split.TRAIN, "s", new SequencePlace("s", 1, 70 * MS), Map.of(), Map.of());
  }
}
