package dev.gyre.api.data;

import dev.gyre.api.Digest;
import dev.gyre.api.monitoring.HarvestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payload of {@code dev.gyre.dataset_version.committed.v1}: the version, and where it comes from.
 *
 * @param parent the version that it continues; absent for the first
 * @param imports that brought members which the parent does not hold
 * @param harvests the same of harvests
 */
public record DatasetVersionCommitted(
    DatasetVersionId id,
    DatasetRef ref,
    Digest digest,
    int contractNumber,
    Digest contractDigest,
    Map<Split, Integer> samplesBySplit,
    Map<String, Integer> samplesByClass,
    Instant created,
    String createdBy,
    @Nullable DatasetRef parent,
    @Nullable List<ImportId> imports,
    @Nullable List<HarvestId> harvests) {

  /** Type of the event. */
  public static final String TYPE = "dev.gyre.dataset_version.committed.v1";

  /** The event of a version. */
  public static DatasetVersionCommitted of(
      DatasetVersion version,
      @Nullable DatasetRef parent,
      List<ImportId> imports,
      List<HarvestId> harvests) {
    return new DatasetVersionCommitted(
        version.id(),
        version.ref(),
        version.digest(),
        version.contractNumber(),
        version.contractDigest(),
        version.samplesBySplit(),
        version.samplesByClass(),
        version.created(),
        version.createdBy(),
        parent,
        imports,
        harvests);
  }
}
