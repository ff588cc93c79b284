package dev.gyre.api.project;

import org.jspecify.annotations.Nullable;

/**
 * Who a token stands for.
 *
 * @param active whether the token is known, not revoked and not expired; true when no token was
 *     asked about
 * @param principal absent when no active token was asked about
 * @param serverAdmin whether the principal administers the server
 * @param project the project's identity, absent if none was asked about or it does not exist
 * @param role the principal's role there, already narrowed to the token's scope; absent if none
 */
public record Introspection(
    boolean active,
    @Nullable Principal principal,
    boolean serverAdmin,
    @Nullable ProjectId project,
    @Nullable Role role) {

  /** The answer for a token that gives nothing. */
  public static final Introspection INACTIVE = new Introspection(false, null, false, null, null);
}
