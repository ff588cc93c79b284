package dev.gyre.api.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret by which a principal is known; only its hash is stored.
 *
 * @param prefix the first characters of the secret, by which people tell their tokens apart
 * @param project the only project where it holds; absent for all of the principal's
 * @param role the most that it grants; absent for what the principal has
 * @param lastUsed to the minute, absent if never
 * @param secret the token itself, only in the answer to its creation
 */
public record Token(
    TokenId id,
    String name,
    String prefix,
    @Nullable ProjectSlug project,
    @Nullable Role role,
    Instant created,
    Instant expires,
    @Nullable Instant lastUsed,
    @Nullable String secret) {}
