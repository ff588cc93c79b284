package dev.gyre.serving;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.Model;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionId;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The registry of the training service as far as serving asks it, for one project. */
final class FakeModels implements ModelsApi {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  private final Map<String, TreeMap<Integer, byte[]>> files = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Integer>> aliases = new ConcurrentHashMap<>();
  private volatile boolean reachable = true;

  void register(String model, int version, byte[] file) {
    files.computeIfAbsent(model, _ -> new TreeMap<>()).put(version, file);
  }

  void point(String model, String alias, int version) {
    aliases.computeIfAbsent(model, _ -> new ConcurrentHashMap<>()).put(alias, version);
  }

  void reachable(boolean value) {
    reachable = value;
  }

  @Override
  public List<Alias> aliases(ProjectSlug project, String model) {
    require();
    Map<String, Integer> known = aliases.get(model);
    if (known == null) {
      throw PlatformException.notFound("model", model);
    }
    return known.entrySet().stream()
        .map(each -> new Alias(each.getKey(), each.getValue(), NOW, "admin", "test", null))
        .toList();
  }

  @Override
  public ModelVersion version(ProjectSlug project, String model, int version) {
    byte[] file = file(model, version);
    return new ModelVersion(
        new ModelVersionId(new UUID(1, version)),
        model,
        version,
        Digest.of(file),
        file.length,
        TinyModel.CLASSES,
        null,
        new DatasetRef("d", 1),
        new PreparedSetId(new UUID(2, 2)),
        new PreparationId(new UUID(3, 3)),
        1,
        ModelVersionState.READY,
        0,
        Map.of(),
        NOW);
  }

  @Override
  public InputStream modelPackage(ProjectSlug project, String model, int version) {
    return new ByteArrayInputStream(file(model, version));
  }

  @Override
  public Page<Model> list(ProjectSlug project, int limit, @Nullable String cursor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Model get(ProjectSlug project, String model) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<ModelVersion> versions(
      ProjectSlug project, String model, int limit, @Nullable String cursor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Alias moveAlias(ProjectSlug project, String model, String alias, AliasMove move) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Alias> aliasHistory(
      ProjectSlug project, String model, String alias, int limit, @Nullable String cursor) {
    throw new UnsupportedOperationException();
  }

  private byte[] file(String model, int version) {
    require();
    TreeMap<Integer, byte[]> versions = files.get(model);
    byte[] file = versions == null ? null : versions.get(version);
    if (file == null) {
      throw PlatformException.notFound("model version", model + "/" + version);
    }
    return file;
  }

  private void require() {
    if (!reachable) {
      throw new PlatformException(ErrorCode.DEPENDENCY, "The training service does not answer");
    }
  }
}
