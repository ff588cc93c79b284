package dev.gyre.streams.declaration;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one stream of every sample holds. Single items may say otherwise by {@link ItemAttributes}.
 *
 * @param name unique in a sample; also its name in shards
 * @param timing null for streams without times
 * @param calibration null for streams that no calibrated camera took
 * @param labels the ids of a label map, and of nothing else
 */
public record StreamDeclaration(
    String name,
    StreamKind kind,
    Presence presence,
    Form form,
    Measure measure,
    @Nullable Timing timing,
    @Nullable Calibration calibration,
    @Nullable Labels labels) {

  /** Fits the field names of shards together with what they add. */
  private static final String NAME = "[a-z][a-z0-9_-]{0,16}";

  public StreamDeclaration {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "name is '%s'; give 1 to 17 lower-case letters, digits, - and _, a letter first"
              .formatted(name));
    }
    if (kind.isIds()
        && (form.type().isFloating() || measure.scale() != 1 || measure.offset() != 0)) {
      throw new IllegalArgumentException(
          "Stream '%s' holds ids, but type is %s, scale %s and offset %s; ids are whole and not scaled"
              .formatted(name, form.type().wireName(), measure.scale(), measure.offset()));
    }
    if (kind.equals(StreamKind.LABEL_MAP) != (labels != null)) {
      throw new IllegalArgumentException(
          "labels of stream '%s' of kind %s are %s; a label map has them, no other kind"
              .formatted(name, kind.name(), labels == null ? "absent" : "given"));
    }
  }

  /** A required stream without times and calibration. */
  public static StreamDeclaration of(String name, StreamKind kind, Form form, Measure measure) {
    return new StreamDeclaration(
        name, kind, new Presence.Required(), form, measure, null, null, null);
  }

  /** A required label map. */
  public static StreamDeclaration ofLabels(String name, Form form, Labels labels) {
    return new StreamDeclaration(
        name,
        StreamKind.LABEL_MAP,
        new Presence.Required(),
        form,
        Measure.PLAIN,
        null,
        null,
        labels);
  }

  /** The same with another presence. */
  public StreamDeclaration with(Presence other) {
    return new StreamDeclaration(name, kind, other, form, measure, timing, calibration, labels);
  }

  /** The same with times. */
  public StreamDeclaration with(Timing other) {
    return new StreamDeclaration(name, kind, presence, form, measure, other, calibration, labels);
  }

  /** The same with a camera. */
  public StreamDeclaration with(Calibration other) {
    return new StreamDeclaration(name, kind, presence, form, measure, timing, other, labels);
  }

  public boolean isRequired() {
    return presence instanceof Presence.Required;
  }

  /** The whole declaration in canonical JSON. */
  public String canonicalJson() {
    return CanonicalJson.write(toMembers());
  }

  /** SHA-256 of {@link #canonicalJson} in hexadecimal: equal declarations have equal digests. */
  public String digest() {
    return Sha256.of(canonicalJson());
  }

  /** The canonical members. */
  public Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("format", "gyre-stream/1");
    members.put("name", name);
    members.put("kind", kind.name());
    members.put("presence", presence.toMembers());
    members.put("form", form.toMembers());
    members.put("measure", measure.toMembers());
    members.put("timing", timing == null ? null : timing.toMembers());
    members.put("calibration", calibration == null ? null : calibration.toMembers());
    members.put("labels", labels == null ? null : labels.toMembers());
    return members;
  }
}
