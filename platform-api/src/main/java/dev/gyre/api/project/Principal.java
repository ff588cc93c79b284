package dev.gyre.api.project;

/**
 * A user or service account that acts.
 *
 * @param name shown to people and in the audit; unique on a server
 */
public record Principal(PrincipalId id, String name, PrincipalKind kind) {}
