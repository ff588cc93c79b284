package dev.gyre.api.project;

import dev.gyre.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a service asks about a caller.
 *
 * @param tokenHash SHA-256 of the token as sent; absent when a service acts for itself
 * @param project the project of the request, absent outside of projects
 */
public record IntrospectionQuery(@Nullable Digest tokenHash, @Nullable ProjectSlug project) {}
