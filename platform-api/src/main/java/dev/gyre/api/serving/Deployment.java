package dev.gyre.api.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model version on an endpoint. With several serving processes the state is the one that was
 * reported last; each process keeps a runtime of its own.
 *
 * @param version of the endpoint's model
 * @param since when it came into this state
 * @param detail why it failed; absent otherwise
 */
public record Deployment(
    int version, DeploymentState state, Instant since, @Nullable String detail) {}
