package dev.gyre.streams.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.gyre.streams.Split;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.template.ImportReject.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StreamTemplatesTests {

  static final StreamDeclaration RGB =
      StreamDeclaration.of(
          "rgb", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN);
  static final StreamDeclaration DEPTH =
      StreamDeclaration.of(
          "depth",
          StreamKind.DEPTH,
          Form.picture(ElementType.UINT16, 1),
          Measure.metres(0.001, 0, new Measure.Range(0.2, 60)));

  @Test
  void formsSamplesOfEqualIdsAndRejectsTheRestByName() {
    StreamTemplates templates =
        of(
            StreamTemplate.of(RGB, "rgb/{id}.jpg"),
            StreamTemplate.of(DEPTH.with(new Presence.Optional(0)), "depth/{id}.png"));
    ImportedTree tree =
        templates.read(
            List.of(
                "rgb/a.jpg",
                "depth/a.png",
                "rgb/b.jpg",
                "depth/c.png",
                "notes.txt",
                "rgb/x/y.jpg"));

    assertThat(tree.samples())
        .extracting(ImportedSample::key, sample -> sample.items().keySet().toString())
        .containsExactly(tuple("a", "[depth, rgb]"), tuple("b", "[rgb]"));
    assertThat(tree.rejects())
        .extracting(ImportReject::place, ImportReject::reason)
        .containsExactly(
            tuple("depth/c.png", Reason.MISSING_STREAM),
            tuple("notes.txt", Reason.NO_STREAM),
            tuple("rgb/x/y.jpg", Reason.NO_STREAM));
    assertThat(tree.inputs()).isEqualTo(6);
  }

  @Test
  void takesSequenceTimeAndSplitFromThePath() {
    StreamTemplates templates =
        of(
            StreamTemplate.of(RGB, "{split}/{sequence}/rgb/{id}_{time:ms}.jpg"),
            StreamTemplate.of(DEPTH, "{split}/{sequence}/depth/{id}.png"));
    ImportedTree tree =
        templates.read(List.of("val/drive-1/depth/007.png", "val/drive-1/rgb/007_1500.jpg"));

    ImportedSample sample = tree.samples().getFirst();
    assertThat(sample.key()).isEqualTo("drive-1/007");
    assertThat(sample.sequence()).isEqualTo("drive-1");
    assertThat(sample.timeNanos()).isEqualTo(1_500_000_000L);
    assertThat(sample.split()).isEqualTo(Split.VALIDATION);
    assertThat(sample.items().lastEntry().getValue().attributes().times().byClock())
        .containsExactly(Map.entry("path", 1_500_000_000L));
  }

  @Test
  void leavesStreamsOfDifferentTimesToAlignmentAsTracks() {
    StreamTemplates templates =
        of(
            StreamTemplate.of(RGB, "{sequence}/rgb/{time}.png"),
            StreamTemplate.of(DEPTH, "{sequence}/depth/{time}.png"));
    ImportedTree tree =
        templates.read(
            List.of("s/rgb/2.5.png", "s/rgb/10.png", "s/depth/2.5.png", "s/depth/3.png"));

    assertThat(tree.rejects()).isEmpty();
    assertThat(tree.samples()).hasSize(3);
    assertThat(tree.tracks())
        .extracting(
            ImportedTree.Track::stream,
            track -> track.items().stream().map(ImportedTree.TimedItem::timeNanos).toList())
        .containsExactly(
            tuple("depth", List.of(2_500_000_000L, 3_000_000_000L)),
            tuple("rgb", List.of(2_500_000_000L, 10_000_000_000L)));
  }

  @Test
  void rejectsAFileThatNamesTwoSamples() {
    StreamTemplates templates =
        of(
            StreamTemplate.of(RGB, "{id}/{id}_rgb.png"),
            StreamTemplate.of(DEPTH, "{id}/{id}_depth.png"));
    ImportedTree tree =
        templates.read(
            List.of(
                "a/a_rgb.png",
                "a/b_depth.png",
                "b/b_rgb.png",
                "b/a_depth.png",
                "c/c_rgb.png",
                "c/c_depth.png"));

    assertThat(tree.samples()).extracting(ImportedSample::key).containsExactly("c");
    assertThat(tree.rejects())
        .extracting(ImportReject::place, ImportReject::reason)
        .containsExactly(
            tuple("a/a_rgb.png", Reason.MISSING_STREAM),
            tuple("a/b_depth.png", Reason.SWAPPED_ID),
            tuple("b/a_depth.png", Reason.SWAPPED_ID),
            tuple("b/b_rgb.png", Reason.MISSING_STREAM));
    assertThat(tree.rejects().get(1).detail()).contains("'a'").contains("'b'");
  }

  @Test
  void rejectsASecondItemAndASecondSampleOfOneTime() {
    StreamTemplates twice = of(StreamTemplate.of(RGB, "{any}/{sequence}/{id}_{time:ns}.png"));
    ImportedTree tree =
        twice.read(List.of("x/s/1_100.png", "y/s/1_100.png", "x/s/2_100.png", "x/s/3_101.png"));

    assertThat(tree.samples()).extracting(ImportedSample::key).containsExactly("s/1", "s/3");
    assertThat(tree.rejects())
        .extracting(ImportReject::place, ImportReject::reason)
        .containsExactly(
            tuple("x/s/2_100.png", Reason.DUPLICATE_TIME),
            tuple("y/s/1_100.png", Reason.DUPLICATE_ITEM));
    ImportedTree times =
        of(StreamTemplate.of(RGB, "{time}.png")).read(List.of("1.0.png", "1.00.png"));
    assertThat(times.rejects())
        .extracting(ImportReject::reason)
        .containsExactly(Reason.DUPLICATE_TIME);
  }

  @Test
  void rejectsStreamsThatContradictEachOther() {
    StreamTemplates templates =
        of(
            StreamTemplate.of(RGB, "rgb/{split}/{id}.png"),
            StreamTemplate.of(DEPTH, "depth/{split}/{id}.png"));
    ImportedTree tree = templates.read(List.of("depth/train/a.png", "rgb/test/a.png"));
    assertThat(tree.rejects())
        .extracting(ImportReject::place, ImportReject::reason)
        .containsExactly(
            tuple("depth/train/a.png", Reason.MISSING_STREAM),
            tuple("rgb/test/a.png", Reason.CONTRADICTION));
  }

  @Test
  void accountsForEveryFileWhateverTheOrderAndTheNames() {
    StreamTemplates templates =
        of(
            StreamTemplate.of(RGB, "{sequence}/{id}_{time:ns}_rgb.png"),
            StreamTemplate.of(DEPTH, "{sequence}/{id}_{time:ns}_d.png"));
    Random random = new Random(4);
    String[] pieces = {"a", "b", "/", "_1", "_22", "_rgb", "_d", ".png", ".", "é"};
    for (int round = 0; round < 200; round++) {
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        StringBuilder path = new StringBuilder();
        for (int n = 2 + random.nextInt(7); n > 0; n--) {
          path.append(pieces[random.nextInt(pieces.length)]);
        }
        paths.add(random.nextBoolean() ? "a/" + path : "a/b_1" + pieces[5 + i % 2] + ".png");
      }
      List<String> distinct = new ArrayList<>(paths.stream().distinct().toList());
      ImportedTree tree = templates.read(distinct);
      Collections.shuffle(distinct, random);

      assertThat(templates.read(distinct)).isEqualTo(tree);
      List<String> seen =
          new ArrayList<>(tree.rejects().stream().map(ImportReject::place).toList());
      tree.samples()
          .forEach(s -> s.items().values().forEach(item -> seen.add(item.source().place())));
      assertThat(seen).containsExactlyInAnyOrderElementsOf(distinct);
    }
  }

  @Test
  void refusesTemplatesThatCannotWork() {
    refuses(() -> PathTemplate.parse("rgb/{idd}.png"), "unknown field '{idd}'");
    refuses(() -> PathTemplate.parse("rgb/{sequence}.png"), "neither {id} nor {time}");
    refuses(() -> PathTemplate.parse("rgb/{sequence}{id}.png"), "two fields without text");
    refuses(() -> PathTemplate.parse("rgb/{id.png"), "brace");
    refuses(() -> PathTemplate.parse("../{id}.png"), "relative path");
    refuses(() -> of(), "empty");
    refuses(
        () -> of(StreamTemplate.of(RGB, "{id}.png"), StreamTemplate.of(DEPTH, "{id}_depth.png")),
        "both fit 'x_depth.png'");
    refuses(
        () ->
            of(
                StreamTemplate.of(RGB, "{sequence}/{id}.png"),
                StreamTemplate.of(DEPTH, "depth_{id}.png")),
        "[depth] have no {sequence}");
    refuses(
        () -> of(StreamTemplate.of(RGB, "a/{id}.png"), StreamTemplate.of(RGB, "b/{id}.png")),
        "'rgb' twice");
  }

  private static StreamTemplates of(StreamTemplate... streams) {
    return StreamTemplates.of(List.of(streams));
  }

  private static void refuses(ThrowingCallable call, String value) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(value);
  }
}
