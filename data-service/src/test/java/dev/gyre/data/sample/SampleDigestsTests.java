package dev.gyre.data.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Digests are computed anew by another program, from the canonical JSON written by hand. */
class SampleDigestsTests {

  private static final StreamItem IMAGE =
      new StreamItem("image", new Digest("ab".repeat(32)), "image/png", 10);
  private static final StreamItem DEPTH =
      new StreamItem("depth", new Digest("cd".repeat(32)), "image/png", 10, Map.of("scale", 0.001));

  private static ObjectNode metadata() {
    return JsonNodeFactory.instance.objectNode().put("night", true).put("distance", 1.5);
  }

  private static IncomingAnnotation annotation(
      @Nullable String className, Geometry geometry, Map<String, Object> attributes) {
    return new IncomingAnnotation(
        "image", className, geometry, attributes, null, false, false, AnnotationSource.IMPORT);
  }

  @Test
  void aSampleOfOneStreamKeepsTheDigestThatItAlwaysHad() {
    IncomingSample sample = IncomingSample.of("cat/0001", "d1", metadata(), IMAGE, "cat");

    assertThat(sample.digest().hex())
        .isEqualTo("4787322acb37f8225a5d9a7b12b4de22a91933f65f36d0297e4c8d9476989362");
    Digest label = sample.annotations().getFirst().digest();
    assertThat(label.hex())
        .isEqualTo("59f30c03ef7da1d4a0ae9894db20c5c1584fdf365a5843aa5035294cf4d4d5a8");
    assertThat(SampleDigests.annotationSet(ScopeState.CHECKED, List.of(label)).hex())
        .isEqualTo("3609b0137f004102edf734d16fb9c5e92197b9e72551ba07df667eb5a1230644");
  }

  @Test
  void sequenceTimeAndAttributesAreInTheDigestAndTheOrderOfStreamsIsNot() {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    IncomingSample sample =
        new IncomingSample(
            "cat/0001",
            "drive 7",
            1_700_000_000_123_456_789L,
            "d1",
            none,
            List.of(IMAGE, DEPTH),
            List.of(),
            ScopeState.UNLABELLED);

    assertThat(sample.digest().hex())
        .isEqualTo("76daa97b0d2a825d53d01d800121dcca32031a22fac006e4312c409435b10a38");
  }

  @Test
  void geometryObjectAndFlagsAreInTheDigestOfAnAnnotation() {
    IncomingAnnotation box =
        new IncomingAnnotation(
            "image",
            "cat",
            new Geometry.Box(1, 0, 12.5, 8),
            Map.of("occlusion", 0.25),
            "car-3",
            false,
            true,
            AnnotationSource.SIMULATOR);
    IncomingAnnotation map =
        annotation(
            null,
            new Geometry.LabelMap(
                new Digest("ef".repeat(32)), "image/png", 77, Map.of("dog", 2, "cat", 1), null),
            Map.of());

    assertThat(box.digest().hex())
        .isEqualTo("04ba8c89645c2981b0facd16e755a61bdaabd0fad8b7f7bf15d3cdad559e3527");
    assertThat(map.digest().hex())
        .isEqualTo("e70d0efa5e7c6909587ea3751568ee85c547b12319c3321f5a7525bab558b23d");
  }

  @Test
  void onlyMapsMayLeaveTheClassToTheirTable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> annotation(null, new Geometry.Box(0, 0, 1, 1), Map.of()));
  }

  @Test
  void whatAModelSaysIsNoLabel() {
    IncomingSample sample =
        new IncomingSample(
            "k",
            null,
            null,
            null,
            metadata(),
            List.of(IMAGE),
            List.of(
                IncomingAnnotation.label("dog", AnnotationSource.MODEL),
                IncomingAnnotation.label("cat", AnnotationSource.HUMAN)),
            ScopeState.CHECKED);

    assertThat(sample.className()).isEqualTo("cat");
  }
}
