package dev.gyre.api.project;

import org.jspecify.annotations.Nullable;

/**
 * The role that a principal shall have.
 *
 * @param kind of a principal that does not exist yet; a user if absent
 */
public record NewMember(Role role, @Nullable PrincipalKind kind) {}
