package dev.gyre.worker.job;

import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.data.TruthSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member of a dataset version.
 *
 * @param className its label; absent if its truth is of another kind
 * @param group absent if the sample stands alone
 * @param sequence absent if the sample is of none
 * @param timeNanos absent if it has no time
 * @param streams in the order of the contract
 * @param annotations the accepted ones
 */
record ManifestRow(
    String sampleId,
    String key,
    Split split,
    @Nullable String className,
    @Nullable String group,
    @Nullable String sequence,
    @Nullable Long timeNanos,
    List<StreamItem> streams,
    List<AcceptedAnnotation> annotations) {

  ManifestRow {
    streams = List.copyOf(streams);
    annotations = List.copyOf(annotations);
  }

  /** Its piece of a stream. */
  Optional<StreamItem> stream(String name) {
    return streams.stream().filter(item -> item.name().equals(name)).findFirst();
  }

  /** The file of a stream. */
  Optional<ManifestFile> file(String stream) {
    return stream(stream).map(item -> new ManifestFile(key, stream, item.artifact(), item.size()));
  }

  /** The maps that are such a truth, those apart that are not scored. */
  List<Geometry.Dense> maps(TruthSpec truth) {
    return annotations.stream()
        .filter(annotation -> annotation.target().equals(truth.target()) && !annotation.ignored())
        .map(AcceptedAnnotation::geometry)
        .filter(geometry -> isOf(geometry, truth.kind()))
        .map(Geometry.Dense.class::cast)
        .toList();
  }

  private static boolean isOf(@Nullable Geometry geometry, String kind) {
    return switch (geometry) {
      case Geometry.LabelMap _ -> kind.equals(TruthSpec.LABEL_MAP);
      case Geometry.InstanceMap _ -> kind.equals(TruthSpec.INSTANCE_MAP);
      case null, default -> false;
    };
  }
}
