package dev.gyre.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionId;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.VersionManifest;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.artifactstore.Artifact;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.infra.artifactstore.InMemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dataset versions of {@link World}, with real manifests. */
final class FakeDatasetVersions implements DatasetVersionsApi {

  private static final String COLUMNS =
      """
      sample_id varchar, key varchar, split varchar, class_name varchar, group_key varchar,
      metadata varchar, artifact varchar, media_type varchar, size bigint, streams varchar,
      annotations varchar
      """;
  private static final int PAGE = 40;
  private static final Map<DatasetRef, Content> MANIFESTS = new ConcurrentHashMap<>();

  private final World world;
  private final InMemoryArtifactStore store;

  FakeDatasetVersions(World world, InMemoryArtifactStore store) {
    this.world = world;
    this.store = store;
    for (DatasetRef dataset : List.of(World.DATASET, World.LEAKY, World.STREETS)) {
      byte[] bytes =
          TestParquet.of(
              COLUMNS, world.of(dataset).stream().map(FakeDatasetVersions::row).toList());
      MANIFESTS.put(dataset, new Content(bytes, "application/vnd.apache.parquet"));
    }
    var _ = store.putAll(List.copyOf(MANIFESTS.values()));
    for (World.Member member : world.members) {
      var _ = store.put(("image " + member.key()).getBytes(StandardCharsets.UTF_8), "image/png");
    }
    for (int version : world.models.keySet()) {
      var _ = store.put(("package " + version).getBytes(StandardCharsets.UTF_8), "application/zip");
    }
  }

  static Artifact manifestOf(DatasetRef dataset) {
    return Objects.requireNonNull(MANIFESTS.get(dataset)).artifact();
  }

  private static String row(World.Member m) {
    String streams =
        "[{\"name\": \"image\", \"artifact\": \"%s\", \"media_type\": \"image/png\", \"size\": \"100\"}]"
            .formatted(m.artifact());
    return "'%s', '%s', '%s', '%s', %s, '%s', '%s', 'image/png', 100, '%s', '[]'"
        .formatted(
            m.id(),
            m.key(),
            m.split().name().toLowerCase(Locale.ROOT),
            m.className(),
            m.group() == null ? "null" : "'" + m.group() + "'",
            m.metadata(),
            m.artifact(),
            streams);
  }

  @Override
  public DatasetVersion get(ProjectSlug project, String dataset, int version) {
    DatasetRef ref = new DatasetRef(dataset, version);
    Map<Split, Integer> bySplit = count(ref, World.Member::split);
    return new DatasetVersion(
        DatasetVersionId.next(),
        ref,
        World.digest(ref.toString()),
        ref.equals(World.STREETS) ? 2 : 1,
        World.digest("contract"),
        bySplit,
        count(ref, World.Member::className),
        World.NOW,
        "someone");
  }

  private <K> Map<K, Integer> count(DatasetRef ref, Function<World.Member, K> key) {
    return world.of(ref).stream().collect(Collectors.toMap(key, _ -> 1, Integer::sum));
  }

  @Override
  public Page<DatasetEntry> entries(
      ProjectSlug project,
      String dataset,
      int version,
      @Nullable Split split,
      @Nullable String filter,
      int limit,
      @Nullable String cursor) {
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    List<DatasetEntry> all =
        world.of(new DatasetRef(dataset, version)).stream()
            .filter(m -> split == null || m.split() == split)
            .filter(m -> passes(m, filter))
            .map(m ->
                new DatasetEntry(
                    m.id(),
                    m.key(),
                    m.split(),
                    m.className(),
                    m.group(),
                    m.artifact(),
                    "image/png"))
            .toList();
    int to = Math.min(from + Math.min(PAGE, limit), all.size());
    return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }

  /** The only filters of this world compare the camera, or ask for the night. */
  static boolean passes(World.Member m, @Nullable String filter) {
    if (filter == null) {
      return true;
    }
    if (filter.equals("sample.night")) {
      return m.metadata().contains("\"night\": true");
    }
    if (!filter.startsWith("sample.camera == '")) {
      throw new PlatformException(
          ErrorCode.INVALID_FILTER, "Column 1: there is no field in '%s'".formatted(filter));
    }
    return filter.equals("sample.camera == '%s'".formatted(m.camera()));
  }

  @Override
  public VersionManifest manifest(ProjectSlug project, String dataset, int version) {
    DatasetRef ref = new DatasetRef(dataset, version);
    Digest digest = manifestOf(ref).digest();
    if (!store.exists(digest)) {
      throw PlatformException.notFound("artifact", digest);
    }
    return new VersionManifest(digest, world.of(ref).size());
  }

  @Override
  public Job commit(
      ProjectSlug project, String dataset, @Nullable String key, NewDatasetVersion version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<DatasetVersion> list(
      ProjectSlug project, String dataset, int limit, @Nullable String cursor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DatasetDiff diff(ProjectSlug project, String dataset, int version, int from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Job verify(ProjectSlug project, String dataset, int version, @Nullable String key) {
    throw new UnsupportedOperationException();
  }
}
