package dev.gyre.eval.predictionset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Split;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which artifacts the manifest of a dataset version names, so that a worker may read these and no
 * others. The sets of the last few manifests are kept: a worker asks for addresses many times.
 */
@Component
class ManifestArtifacts {

  private static final int KEPT = 2;

  private static final String SELECT =
      "select distinct artifact::varchar from read_parquet(%s) where split::varchar = ?";

  private final ParquetArtifacts parquet;
  private final Map<Key, Set<Digest>> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Set<Digest>> eldest) {
          return size() > KEPT;
        }
      };

  ManifestArtifacts(ParquetArtifacts parquet) {
    this.parquet = parquet;
  }

  private record Key(Digest manifest, Split split) {}

  /** Those of the digests that the manifest names in a split. */
  synchronized Set<Digest> named(Digest manifest, Split split, Set<Digest> asked) {
    Set<Digest> named = new HashSet<>(asked);
    named.retainAll(kept.computeIfAbsent(new Key(manifest, split), this::read));
    return named;
  }

  private Set<Digest> read(Key key) {
    return new HashSet<>(
        parquet.query(
            key.manifest(),
            SELECT,
            List.of(key.split().name().toLowerCase(Locale.ROOT)),
            row -> new Digest(row.getString(1))));
  }
}
