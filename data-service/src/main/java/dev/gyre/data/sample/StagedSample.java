package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.UuidV7;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Jsonb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sample as it will be written if the project has none of its key.
 *
 * @param ord place in its batch
 * @param digests of its annotations, in their order
 */
record StagedSample(int ord, SampleId id, IncomingSample sample, List<Digest> digests) {

  static final String SAMPLE_COLUMNS =
      "ord, id, key, sequence_id, time_ns, group_key, metadata, digest, annotation_digest, scope,"
          + " class_name";
  static final String ITEM_COLUMNS =
      "sample_id, ord, name, artifact, attributes, media, size_bytes";
  static final String ANNOTATION_COLUMNS =
      "id, project_id, sample_id, target, class, geometry, attributes, object_id, crowd, ignored,"
          + " area, source, state, author, digest, created, from_revision";

  static StagedSample of(int ord, IncomingSample sample) {
    List<Digest> digests = sample.annotations().stream().map(IncomingAnnotation::digest).toList();
    return new StagedSample(ord, SampleId.next(), sample, digests);
  }

  /** What annotations share. */
  record Origin(ProjectId project, String author, Instant now) {}

  void appendSample(CopyText rows) {
    rows.value(ord)
        .value(id)
        .value(sample.key())
        .value(sample.sequence())
        .value(sample.timeNs())
        .value(sample.group())
        .value(json(sample.metadata()))
        .bytes(sample.digest().bytes())
        .bytes(annotationSet().bytes())
        .value(sample.scope())
        .value(sample.className())
        .end();
  }

  private Digest annotationSet() {
    List<Digest> accepted = new ArrayList<>();
    for (int i = 0; i < digests.size(); i++) {
      if (sample.annotations().get(i).isAccepted()) {
        accepted.add(digests.get(i));
      }
    }
    return SampleDigests.annotationSet(sample.scope(), accepted);
  }

  void appendItems(CopyText rows) {
    int place = 0;
    for (StreamItem item : sample.streams()) {
      rows.value(id)
          .value(place++)
          .value(item.name())
          .bytes(item.artifact().bytes())
          .value(json(Attributes.tree(item.attributes())))
          .value(item.mediaType())
          .value(item.size())
          .end();
    }
  }

  void appendAnnotations(CopyText rows, Origin origin) {
    for (int i = 0; i < digests.size(); i++) {
      IncomingAnnotation annotation = sample.annotations().get(i);
      rows.value(UuidV7.next())
          .value(origin.project())
          .value(id)
          .value(annotation.target())
          .value(annotation.className())
          .value(json(annotation.geometryTree()))
          .value(json(Attributes.tree(annotation.attributes())))
          .value(annotation.objectId())
          .value(annotation.crowd())
          .value(annotation.ignored())
          .value(annotation.areaPx())
          .value(annotation.source())
          .value(annotation.state())
          .value(origin.author())
          .bytes(digests.get(i).bytes())
          .value(origin.now())
          .value(1)
          .end();
    }
  }

  private static @Nullable String json(@Nullable JsonNode tree) {
    return tree == null ? null : Jsonb.write(tree).getValue();
  }
}
