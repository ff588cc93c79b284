package dev.gyre.api.data;

import dev.gyre.api.Digest;
import dev.gyre.api.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The atom that is labelled, split and scored.
 *
 * @param key unique in the project; equal content imported again keeps it
 * @param sequence what it is one moment of, such as a drive; absent for none
 * @param timeNs its time in nanoseconds by the clock of its sequence; absent for none
 * @param group what is split and resampled as one, such as a patient or a drive; absent if the
 *     sample stands for itself
 * @param metadata typed by the fields of the task contract; others are kept as they came
 * @param digest over key, sequence, time, group, metadata and streams; labels are not in it
 * @param revision counts the changes, from 1
 * @param streams in the order of the task contract that it came under
 * @param className the accepted label: the class of the whole sample
 * @param annotations of the present revision, oldest first
 */
public record Sample(
    SampleId id,
    String key,
    @Nullable String sequence,
    @Nullable Long timeNs,
    @Nullable String group,
    Map<String, Object> metadata,
    List<StreamItem> streams,
    Digest digest,
    int revision,
    ScopeState scope,
    @Nullable String className,
    List<Annotation> annotations,
    Instant created)
    implements Versioned {

  public Sample {
    metadata = Map.copyOf(metadata);
    streams = List.copyOf(streams);
    annotations = List.copyOf(annotations);
  }

  @Override
  public long version() {
    return revision;
  }
}
