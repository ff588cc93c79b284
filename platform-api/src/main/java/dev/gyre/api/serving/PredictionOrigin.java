package dev.gyre.api.serving;

import dev.gyre.api.Digest;
import dev.gyre.api.eval.ModelRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gave a logged answer.
 *
 * @param endpoint its name, also after its removal
 * @param deployment that answered; absent for what was logged before deployments were
 * @param payload digest of the picture; absent if it was not kept
 */
public record PredictionOrigin(
    LogId id,
    String endpoint,
    ModelRef model,
    @Nullable UUID deployment,
    Instant occurred,
    @Nullable Digest payload) {}
