package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.time.Instant;
import java.util.Map;

/**
 * An immutable snapshot: members, their labels and their splits.
 *
 * @param digest equal content gives the equal digest, in any project. SHA-256 of the canonical JSON
 *     of format, count, entries and contract digest, where entries is SHA-256 of one 65-byte entry
 *     per member (sample digest, annotation-set digest, split 0 train 1 validation 2 test), sorted
 * @param contractNumber of the task contract that it was committed under
 * @param samplesBySplit all three splits
 * @param samplesByClass labels that occur; empty if its members' truth is of another kind
 * @param createdBy name of the principal
 */
public record DatasetVersion(
    DatasetVersionId id,
    DatasetRef ref,
    Digest digest,
    int contractNumber,
    Digest contractDigest,
    Map<Split, Integer> samplesBySplit,
    Map<String, Integer> samplesByClass,
    Instant created,
    String createdBy) {

  public DatasetVersion {
    samplesBySplit = Map.copyOf(samplesBySplit);
    samplesByClass = Map.copyOf(samplesByClass);
  }

  /** All members. */
  public int samples() {
    return samplesBySplit.values().stream().mapToInt(Integer::intValue).sum();
  }
}
