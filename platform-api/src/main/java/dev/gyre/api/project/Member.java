package dev.gyre.api.project;

/** What a principal may do in a project. */
public record Member(Principal principal, Role role) {}
