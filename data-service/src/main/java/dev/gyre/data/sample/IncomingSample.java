package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import dev.gyre.data.sample.SampleDigests.AnnotationForm;
import dev.gyre.data.sample.SampleDigests.SampleForm;
import dev.gyre.data.sample.SampleDigests.StreamForm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sample on its way in. Its bytes are stored already.
 *
 * @param metadata an object, checked against the task contract
 * @param className the accepted label, absent for none
 * @param source of the label
 */
public record IncomingSample(
    String key,
    @Nullable String group,
    JsonNode metadata,
    StreamItem stream,
    @Nullable String className,
    AnnotationSource source) {

  Digest digest() {
    StreamForm form = new StreamForm(stream.name(), stream.artifact(), null, null);
    return new SampleForm(key, null, null, group, metadata, List.of(form)).digest();
  }

  ScopeState scope() {
    return className == null ? ScopeState.UNLABELLED : ScopeState.CHECKED;
  }

  Digest annotationSetDigest() {
    List<Digest> accepted =
        className == null ? List.of() : List.of(AnnotationForm.ofClass(className).digest());
    return SampleDigests.annotationSet(scope(), accepted);
  }
}
