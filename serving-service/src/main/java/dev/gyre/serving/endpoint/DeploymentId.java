package dev.gyre.serving.endpoint;

import dev.gyre.api.UuidV7;
import java.util.UUID;

/** Identity of a deployment's row. */
public record DeploymentId(UUID value) {

  static DeploymentId next() {
    return new DeploymentId(UuidV7.next());
  }
}
