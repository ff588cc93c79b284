package dev.gyre.api.project;

import org.jspecify.annotations.Nullable;

/**
 * The caller, as the server knows it.
 *
 * @param csrfToken to be sent as {@code X-CSRF-Token} with unsafe requests of a browser session;
 *     absent for other tokens
 */
public record Me(Principal principal, boolean serverAdmin, @Nullable String csrfToken) {}
