package dev.gyre.api.serving;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payload of {@code dev.gyre.deployment.ready.v1}.
 *
 * @param endpoint name of the endpoint
 * @param version that answers there
 * @param since from when on
 * @param id of the deployment
 */
public record DeploymentReady(
    String endpoint, String model, int version, Instant since, @Nullable UUID id) {

  /** Type of the event. */
  public static final String TYPE = "dev.gyre.deployment.ready.v1";
}
