package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Annotation;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import dev.gyre.infra.postgres.CanonicalJson;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How content is hashed. No identity of ours is in any of these forms, so equal data imported twice
 * gives equal digests.
 */
public final class SampleDigests {

  private SampleDigests() {}

  /**
   * What a sample's digest covers.
   *
   * @param timeNs a text, because numbers of canonical JSON are doubles
   * @param streams sorted by name
   */
  public record SampleForm(
      String key,
      @Nullable String sequence,
      @Nullable String timeNs,
      @Nullable String group,
      JsonNode metadata,
      List<StreamForm> streams) {

    public SampleForm {
      streams = streams.stream().sorted(Comparator.comparing(StreamForm::name)).toList();
    }

    /** SHA-256 of the canonical JSON. */
    public Digest digest() {
      return CanonicalJson.digest(this);
    }
  }

  /** One stream of a sample. */
  public record StreamForm(
      String name, Digest artifact, @Nullable JsonNode locator, @Nullable JsonNode attributes) {

    static StreamForm of(StreamItem item) {
      return new StreamForm(item.name(), item.artifact(), null, Attributes.tree(item.attributes()));
    }
  }

  /**
   * What an annotation's digest covers: the statement, not who made it.
   *
   * @param target {@code sample}, or the name of a stream or frame
   * @param className absent if a map's table names the classes
   * @param geometry as {@link dev.gyre.api.data.Geometry} is written
   */
  public record AnnotationForm(
      String target,
      @Nullable String className,
      @Nullable JsonNode geometry,
      @Nullable JsonNode attributes,
      @Nullable String objectId,
      boolean crowd,
      boolean ignored) {

    /** The whole sample is of a class. */
    public static AnnotationForm ofClass(String className) {
      return new AnnotationForm(Annotation.SAMPLE, className, null, null, null, false, false);
    }

    /** SHA-256 of the canonical JSON. */
    public Digest digest() {
      return CanonicalJson.digest(this);
    }
  }

  private record ScopeForm(ScopeState scope) {}

  /**
   * SHA-256 of the canonical JSON of the scope, followed by the digests of the accepted
   * annotations, sorted bytewise.
   */
  public static Digest annotationSet(ScopeState scope, List<Digest> accepted) {
    MessageDigest hash = Digest.sha256();
    hash.update(CanonicalJson.bytes(new ScopeForm(scope)));
    accepted.stream().map(Digest::bytes).sorted(Arrays::compareUnsigned).forEach(hash::update);
    return Digest.ofHash(hash.digest());
  }
}
