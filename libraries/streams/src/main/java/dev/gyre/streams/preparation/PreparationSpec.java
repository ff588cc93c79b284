package dev.gyre.streams.preparation;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import dev.gyre.streams.image.Image;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What is done to every sample, in this order: decode, colour, resize; and what the model does
 * after that. Its digest is SHA-256 over its canonical JSON; equal declarations have equal digests.
 *
 * @param classes names of the classes; the position is the number in the field {@code cls}. Not
 *     empty, no name twice
 */
public record PreparationSpec(
    Colour colour, Resize resize, ModelInput modelInput, List<String> classes) {

  public PreparationSpec {
    classes = List.copyOf(classes);
    if (classes.isEmpty() || new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException(
          "Classes %s are empty or name one twice".formatted(classes));
    }
    if (!classes.stream().allMatch(CanonicalJson::isWellFormed)) {
      throw new IllegalArgumentException("A class name is not well-formed Unicode");
    }
    if (modelInput.mean().size() != colour.channels()) {
      throw new IllegalArgumentException(
          "Colour %s has %d channels, but mean and std have %d values"
              .formatted(colour, colour.channels(), modelInput.mean().size()));
    }
  }

  /** The part that is applied before shards are written. */
  public Image prepare(Image image) {
    return resize.apply(colour.apply(image));
  }

  /** The whole declaration in canonical JSON. */
  public String canonicalJson() {
    return CanonicalJson.write(
        Map.of(
            "format",
            "gyre-preparation/1",
            "image",
            Map.of("colour", colour.wireName(), "resize", resize.toMembers()),
            "model_input",
            modelInput.toMembers(),
            "classes",
            classes));
  }

  /** SHA-256 of {@link #canonicalJson} in hexadecimal. */
  public String digest() {
    return Sha256.of(canonicalJson());
  }
}
