package dev.gyre.api.serving;

import java.time.Instant;

/**
 * Payload of {@code dev.gyre.deployment.ready.v1}.
 *
 * @param endpoint name of the endpoint
 * @param version that answers there
 * @param since from when on
 */
public record DeploymentReady(String endpoint, String model, int version, Instant since) {}
