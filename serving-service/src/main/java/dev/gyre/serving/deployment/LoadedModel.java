package dev.gyre.serving.deployment;

import dev.gyre.api.Digest;
import dev.gyre.serving.endpoint.DeploymentId;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A model version in memory. Requests hold it while they run; once it is replaced and nobody holds
 * it, it is closed. A request never meets a closed one.
 */
final class LoadedModel {

  private final String model;
  private final int version;
  private final DeploymentId deployment;
  private final Digest artifact;
  private final ServedModel served;
  // The endpoint itself is the first holder.
  private final AtomicInteger holders = new AtomicInteger(1);
  private volatile @Nullable Runnable afterwards;

  LoadedModel(
      String model, int version, DeploymentId deployment, Digest artifact, ServedModel served) {
    this.model = model;
    this.version = version;
    this.deployment = deployment;
    this.artifact = artifact;
    this.served = served;
  }

  boolean is(String otherModel, int otherVersion) {
    return model.equals(otherModel) && version == otherVersion;
  }

  String model() {
    return model;
  }

  int version() {
    return version;
  }

  DeploymentId deployment() {
    return deployment;
  }

  /** Digest of the package. */
  Digest artifact() {
    return artifact;
  }

  ServedModel served() {
    return served;
  }

  /** False if it was replaced and closed: take the present one. */
  boolean hold() {
    for (int present = holders.get(); present > 0; present = holders.get()) {
      if (holders.compareAndSet(present, present + 1)) {
        return true;
      }
    }
    return false;
  }

  /** The end of one request. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      served.close();
      Runnable end = afterwards;
      if (end != null) {
        end.run();
      }
    }
  }

  /** The endpoint has another one now; called once. The last holder runs the end. */
  void replaced(Runnable end) {
    afterwards = end;
    release();
  }
}
