package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.infra.postgres.CanonicalJson;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The digest of a dataset version. No identity of ours and no parent is in it: equal content gives
 * the equal digest, wherever it was imported.
 */
final class VersionDigest {

  /** Bytes of an entry: sample digest, annotation-set digest, split. */
  static final int ENTRY_BYTES = 65;

  private static final String FORMAT = "gyre-dataset-version/1";

  private final MessageDigest entries = Digest.sha256();
  private int count;

  private record Form(String format, int count, Digest entries, Digest contract) {}

  static byte[] entry(byte[] sampleDigest, byte[] annotationDigest, int split) {
    byte[] entry = Arrays.copyOf(sampleDigest, ENTRY_BYTES);
    System.arraycopy(annotationDigest, 0, entry, 32, 32);
    entry[64] = (byte) split;
    return entry;
  }

  /** Adds an entry; they come in ascending order of their bytes. */
  void add(byte[] entry) {
    entries.update(entry);
    count++;
  }

  int count() {
    return count;
  }

  /** The digest of what was added; may be called once. */
  Digest of(Digest contract) {
    return CanonicalJson.digest(new Form(FORMAT, count, Digest.ofHash(entries.digest()), contract));
  }

  /** The digest of entries in any order. */
  static Digest of(List<byte[]> entries, Digest contract) {
    VersionDigest digest = new VersionDigest();
    entries.stream().sorted(Arrays::compareUnsigned).forEach(digest::add);
    return digest.of(contract);
  }
}
