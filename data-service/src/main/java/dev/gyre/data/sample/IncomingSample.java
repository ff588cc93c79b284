package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import dev.gyre.data.sample.SampleDigests.SampleForm;
import dev.gyre.data.sample.SampleDigests.StreamForm;
import dev.gyre.infra.postgres.Jsonb;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sample on its way in. Its bytes are stored already.
 *
 * @param sequence absent for none
 * @param timeNs absent for none
 * @param metadata an object, checked against the task contract
 * @param streams at least one, each name once, in the order of the contract
 * @param annotations at most one of them the accepted class of the whole sample
 */
public record IncomingSample(
    String key,
    @Nullable String sequence,
    @Nullable Long timeNs,
    @Nullable String group,
    JsonNode metadata,
    List<StreamItem> streams,
    List<IncomingAnnotation> annotations,
    ScopeState scope) {

  public IncomingSample {
    streams = List.copyOf(streams);
    annotations = List.copyOf(annotations);
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("Sample '%s' has no stream".formatted(key));
    }
    if (annotations.size() > 1
        && annotations.stream().filter(IncomingAnnotation::isLabel).count() > 1) {
      throw new IllegalArgumentException("Sample '%s' has two labels".formatted(key));
    }
  }

  /**
   * A sample of one stream that says nothing of its time.
   *
   * @param className the accepted label, absent for none
   */
  public static IncomingSample of(
      String key,
      @Nullable String group,
      JsonNode metadata,
      StreamItem stream,
      @Nullable String className) {
    List<IncomingAnnotation> annotations =
        className == null
            ? List.of()
            : List.of(IncomingAnnotation.label(className, AnnotationSource.IMPORT));
    ScopeState scope = className == null ? ScopeState.UNLABELLED : ScopeState.CHECKED;
    return new IncomingSample(
        key, null, null, group, metadata, List.of(stream), annotations, scope);
  }

  /** The accepted label, absent for none. */
  @Nullable String className() {
    for (IncomingAnnotation annotation : annotations) {
      if (annotation.isLabel()) {
        return annotation.className();
      }
    }
    return null;
  }

  Digest digest() {
    String time = timeNs == null ? null : timeNs.toString();
    List<StreamForm> forms = streams.stream().map(StreamForm::of).toList();
    return new SampleForm(key, sequence, time, group, metadata, forms).digest();
  }

  /**
   * Refuses what can be neither hashed nor stored, before anything of it is.
   *
   * @throws dev.gyre.api.PlatformException with {@code INVALID_ARGUMENT}
   */
  public void requireStorable() {
    Digest _ = digest();
    annotations.forEach(IncomingAnnotation::digest);
    Object _ = Jsonb.write(List.of(metadata, streams, annotations));
  }
}
