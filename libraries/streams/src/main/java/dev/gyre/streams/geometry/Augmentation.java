package dev.gyre.streams.geometry;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A seeded recipe of random steps. What a sample gets follows from seed, sample key, epoch and the
 * size of its frame alone, on every machine and in any order; each step draws from a sequence of
 * its own, so that a step added at the end changes none before it. Its digest is SHA-256 over its
 * canonical JSON.
 *
 * @param steps geometry in this order, then light in this order
 */
public record Augmentation(long seed, List<RandomStep> steps) {

  public Augmentation {
    steps = List.copyOf(steps);
  }

  /**
   * What happens to one sample.
   *
   * @param epoch 0 or more
   * @throws IllegalArgumentException if a step does not fit the frame
   */
  public DrawnAugmentation draw(String sampleKey, long epoch, FrameSize frame) {
    long drawn = hash(sampleKey, epoch);
    FrameSize size = frame;
    List<Transform> geometry = new ArrayList<>();
    List<Photometric> light = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      SplitMix random = SplitMix.numbered(drawn, i);
      switch (steps.get(i)) {
        case RandomStep.OfLight step -> light.addAll(step.draw(random));
        case RandomStep.OfGeometry step -> {
          for (Transform transform : step.draw(random, size)) {
            geometry.add(transform);
            size = transform.sizeAfter(size);
          }
        }
      }
    }
    return new DrawnAugmentation(digest(), sampleKey, epoch, frame, geometry, light);
  }

  /** The first eight bytes of SHA-256 over the canonical JSON of seed, key and epoch. */
  private long hash(String sampleKey, long epoch) {
    String text =
        CanonicalJson.write(
            Map.of(
                "seed", Long.toString(seed), "sample", sampleKey, "epoch", Long.toString(epoch)));
    return Long.parseUnsignedLong(Sha256.of(text).substring(0, 16), 16);
  }

  /** The whole recipe in canonical JSON. */
  public String canonicalJson() {
    return CanonicalJson.write(
        Map.of(
            "format",
            "gyre-augmentation/1",
            "seed",
            Long.toString(seed),
            "steps",
            steps.stream().map(RandomStep::toMembers).toList()));
  }

  /** SHA-256 of {@link #canonicalJson} in hexadecimal. */
  public String digest() {
    return Sha256.of(canonicalJson());
  }
}
