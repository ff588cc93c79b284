package dev.gyre.training.model;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.Model;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionId;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.infra.artifactstore.Artifact;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.EventOutbox;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Model lines and their versions. */
@Component
public class Models {

  /**
   * How far a package's answers may be from those of the network that it was made of, relative to
   * the largest of them.
   */
  static final double PARITY_TOLERANCE = 1e-4;

  private static final String REGISTERED = "dev.gyre.model_version.registered.v1";
  private static final String LINES = "models";
  private static final String VERSIONS = "model-versions of ";

  private final ModelRepository repository;
  private final ArtifactStore artifacts;
  private final EventOutbox outbox;
  private final Clock clock;

  Models(
      ModelRepository repository,
      @Qualifier("trainingArtifacts") ArtifactStore artifacts,
      @Qualifier("trainingEvents") EventOutbox outbox,
      Clock clock) {
    this.repository = repository;
    this.artifacts = artifacts;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Makes the next version of a line within the caller's transaction, and tells of it. The line's
   * next number is the caller's until that ends.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the package is not in the artifact
   *     store, {@code UNSUPPORTED_MODEL} if it does not answer as the trained network
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ModelVersion register(ProjectId project, NewModelVersion made) {
    requireStored(made.result().modelPackage(), made.result().size());
    requireParity(made.result().parityDeviation());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ModelRepository.Line line = repository.advance(project, made.model(), now);
    ModelVersion version =
        new ModelVersion(
            ModelVersionId.next(),
            made.model(),
            line.newest(),
            made.result().modelPackage(),
            made.result().size(),
            made.result().classes(),
            made.run(),
            made.dataset(),
            made.preparedSet(),
            made.preparation(),
            made.contractNumber(),
            ModelVersionState.READY,
            made.result().parityDeviation(),
            made.result().metrics(),
            now);
    repository.insert(line.id(), version);
    outbox.append(project, REGISTERED, "model_version/" + version.id(), version);
    return version;
  }

  @Transactional(readOnly = true)
  Page<Model> list(ProjectId project, int limit, @Nullable String cursor) {
    String after =
        Cursor.parse(cursor, LINES, 1)
            .map(last -> RegistryNames.require("cursor", last.text(0)))
            .orElse("");
    return Cursor.page(
        repository.list(project, after, limit + 1),
        limit,
        model -> Cursor.after(LINES, model.name()));
  }

  @Transactional(readOnly = true)
  Model get(ProjectId project, String model) {
    return repository
        .find(project, model)
        .orElseThrow(() -> PlatformException.notFound("model", model));
  }

  @Transactional(readOnly = true)
  Page<ModelVersion> versions(ProjectId project, String model, int limit, @Nullable String cursor) {
    get(project, model);
    String list = VERSIONS + model;
    long before = Cursor.parse(cursor, list, 1).map(last -> last.number(0)).orElse(Long.MAX_VALUE);
    return Cursor.page(
        repository.versions(project, model, before, limit + 1),
        limit,
        version -> Cursor.after(list, version.version()));
  }

  @Transactional(readOnly = true)
  ModelVersion version(ProjectId project, String model, int version) {
    get(project, model);
    return repository
        .version(project, model, version)
        .orElseThrow(() -> PlatformException.notFound("model version", model + "/" + version));
  }

  /** The bytes of a package; the caller closes them. Reads the object store, so not inside. */
  InputStream open(ModelVersion version) {
    return artifacts.open(version.artifact());
  }

  private void requireStored(Digest digest, long size) {
    Artifact artifact =
        artifacts
            .find(digest)
            .orElseThrow(() ->
                PlatformException.invalid(
                    "model_package", digest, "the digest of a stored artifact"));
    if (artifact.sizeBytes() != size) {
      throw PlatformException.invalid(
          "size", size, "%d, the bytes of artifact %s".formatted(artifact.sizeBytes(), digest));
    }
  }

  private static void requireParity(double deviation) {
    if (deviation > PARITY_TOLERANCE) {
      throw new PlatformException(
          ErrorCode.UNSUPPORTED_MODEL,
          "The package's answers are %s away from the trained network's, relative to the largest; %s is allowed"
              .formatted(deviation, PARITY_TOLERANCE));
    }
  }
}
