package dev.gyre.streams.preparation;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import dev.gyre.streams.image.DecodeResult;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.ImageRefusal;
import dev.gyre.streams.shard.ShardKey;
import dev.gyre.streams.shard.ShardSample;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Makes one input into what is written to a shard. */
final class SamplePreparation {

  /** What came of an input. */
  sealed interface Outcome {

    /**
     * The sample in the form of the shard.
     *
     * @param digest of what the sample says, in hexadecimal
     */
    record Prepared(ShardSample sample, int classIndex, String digest) implements Outcome {}

    /** The input is not in the set. */
    record Rejected(Reject reject) implements Outcome {}
  }

  private final PreparationSpec spec;
  private final String specDigest;
  private final ImageCodec codec;
  private final ImageLimits limits;
  private final Map<String, Integer> classes = new HashMap<>();

  SamplePreparation(PreparationSpec spec, ImageCodec codec, ImageLimits limits) {
    this.spec = spec;
    this.specDigest = spec.digest();
    this.codec = codec;
    this.limits = limits;
    spec.classes().forEach(name -> classes.put(name, classes.size()));
  }

  Outcome prepare(InputSample input) throws IOException {
    Integer classIndex = input.label() == null ? Integer.valueOf(-1) : classes.get(input.label());
    if (classIndex == null) {
      return reject(
          input,
          Reject.Reason.UNKNOWN_LABEL,
          "Label '%s' is not among the %d classes".formatted(input.label(), classes.size()));
    }
    byte[] bytes;
    try (InputStream in = input.bytes().open()) {
      bytes = in.readNBytes(limits.maxBytes() + 1);
    } catch (NoSuchFileException | FileNotFoundException e) {
      return reject(input, Reject.Reason.SOURCE_MISSING, "There are no bytes: " + e.getMessage());
    }
    if (bytes.length > limits.maxBytes()) {
      return reject(
          input,
          Reject.Reason.TOO_LARGE,
          "The file has more than the limit of %d bytes".formatted(limits.maxBytes()));
    }
    DecodeResult result = codec.decode(bytes, limits);
    return switch (result) {
      case ImageRefusal refusal -> reject(input, reasonOf(refusal.reason()), refusal.detail());
      case Image image -> prepared(input, classIndex, Sha256.of(bytes), image);
    };
  }

  private Outcome prepared(InputSample input, int classIndex, String sourceSha256, Image decoded) {
    Image image = spec.prepare(decoded);
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("key", input.key());
    facts.put("label", input.label());
    facts.put("split", input.split().wireName());
    facts.put("group", input.group());
    facts.put("sources", List.of(Map.of("id", input.sourceId(), "sha256", sourceSha256)));
    Map<String, @Nullable Object> meta = new HashMap<>(facts);
    meta.put("preparation", specDigest);
    meta.put("decoded", Map.of("width", decoded.widthPx(), "height", decoded.heightPx()));
    facts.put("image", facts(image));

    SequencedMap<String, byte[]> fields = new LinkedHashMap<>();
    fields.put(PreparationRun.CLASS_FIELD, utf8(Integer.toString(classIndex)));
    fields.put(PreparationRun.IMAGE_FIELD, codec.encodePng(image));
    fields.put(PreparationRun.META_FIELD, utf8(CanonicalJson.write(meta)));
    return new Outcome.Prepared(
        new ShardSample(ShardKey.of(input.key()).value(), fields),
        classIndex,
        Sha256.of(CanonicalJson.write(facts)));
  }

  private static Map<String, Object> facts(Image image) {
    return Map.of(
        "height", image.heightPx(),
        "width", image.widthPx(),
        "channels", image.channels(),
        "sha256", Sha256.of(image.pixels()));
  }

  private static Outcome reject(InputSample input, Reject.Reason reason, String detail) {
    return new Outcome.Rejected(new Reject(input.key(), input.sourceId(), reason, detail));
  }

  private static Reject.Reason reasonOf(ImageRefusal.Reason reason) {
    return switch (reason) {
      case TRUNCATED -> Reject.Reason.TRUNCATED;
      case NOT_AN_IMAGE -> Reject.Reason.NOT_AN_IMAGE;
      case UNSUPPORTED_FORMAT -> Reject.Reason.UNSUPPORTED_FORMAT;
      case TOO_LARGE -> Reject.Reason.TOO_LARGE;
      case DAMAGED -> Reject.Reason.DAMAGED;
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
