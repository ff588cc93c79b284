package dev.gyre.eval.predictionset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.json.ContractJson;
import java.util.ArrayList;
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
      "select streams, annotations from read_parquet(%s) where split::varchar = ?";

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
    Set<Digest> named = new HashSet<>();
    parquet
        .query(
            key.manifest(),
            SELECT,
            List.of(key.split().name().toLowerCase(Locale.ROOT)),
            row -> artifacts(row.getString(1), row.getString(2)))
        .forEach(named::addAll);
    return named;
  }

  private static List<Digest> artifacts(String streams, String annotations) {
    List<Digest> digests = new ArrayList<>();
    for (StreamItem item : ContractJson.mapper().readValue(streams, StreamItem[].class)) {
      digests.add(item.artifact());
    }
    for (AcceptedAnnotation one :
        ContractJson.mapper().readValue(annotations, AcceptedAnnotation[].class)) {
      if (one.geometry() instanceof Geometry.Dense dense) {
        digests.add(dense.artifact());
      }
    }
    return digests;
  }
}
