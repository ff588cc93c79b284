package dev.gyre.serving.deployment;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.serving.endpoint.Binding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Asks the training service what an alias names, and fetches packages. Holds nothing. */
@Component
class ModelLoader {

  private final ModelsApi models;
  private final ArtifactStore artifacts;
  private final DeploymentProperties properties;

  ModelLoader(
      ModelsApi models,
      @Qualifier("servingArtifacts") ArtifactStore artifacts,
      DeploymentProperties properties) {
    this.models = models;
    this.artifacts = artifacts;
    this.properties = properties;
  }

  /** The version that the endpoint's alias names; empty while model or alias do not exist. */
  Optional<Integer> resolve(Binding endpoint) {
    String wanted = endpoint.settings().alias();
    try {
      return models.aliases(endpoint.slug(), endpoint.settings().model()).stream()
          .filter(alias -> alias.alias().equals(wanted))
          .map(alias -> alias.version())
          .findFirst();
    } catch (PlatformException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Fetches a version from the registry and opens it.
   *
   * @throws PlatformException with {@code WRONG_STATE} if it may not be used yet, {@code
   *     DEPENDENCY} if it cannot be fetched; otherwise as {@link ServedModel#open}
   */
  Loaded load(Binding endpoint, int version) {
    String model = endpoint.settings().model();
    ModelVersion known = models.version(endpoint.slug(), model, version);
    if (known.state() != ModelVersionState.READY) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Version %d of model '%s' is %s; only a ready one is served"
              .formatted(version, model, known.state()));
    }
    byte[] file = fetch(endpoint, model, version);
    if (!Digest.of(file).equals(known.artifact())) {
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The package of version %d of model '%s' came damaged; it is fetched again"
              .formatted(version, model));
    }
    return new Loaded(known.artifact(), ServedModel.open(file, properties.threads()));
  }

  /** Opens a package that answered here before, without the training service. */
  Loaded load(Digest artifact) {
    byte[] file = artifacts.read(artifact, (int) properties.maxPackageSize().toBytes());
    return new Loaded(artifact, ServedModel.open(file, properties.threads()));
  }

  private byte[] fetch(Binding endpoint, String model, int version) {
    int most = (int) properties.maxPackageSize().toBytes();
    try (InputStream bytes = models.modelPackage(endpoint.slug(), model, version)) {
      byte[] file = bytes.readNBytes(most);
      if (file.length == most && bytes.read() >= 0) {
        throw new PlatformException(
            ErrorCode.UNSUPPORTED_MODEL,
            "The package has more than %s; raise gyre.serving.deployment.max-package-size"
                .formatted(properties.maxPackageSize()));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("The package could not be read to its end", e);
    }
  }

  /**
   * @param artifact digest of the package
   */
  record Loaded(Digest artifact, ServedModel served) {}
}
