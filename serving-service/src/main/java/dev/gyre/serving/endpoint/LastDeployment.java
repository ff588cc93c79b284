package dev.gyre.serving.endpoint;

import dev.gyre.api.Digest;

/**
 * The version that an endpoint answered with, for a start without the training service.
 *
 * @param artifact digest of its package
 */
public record LastDeployment(String model, int version, Digest artifact) {}
