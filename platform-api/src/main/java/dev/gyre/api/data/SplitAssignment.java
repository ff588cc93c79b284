package dev.gyre.api.data;

/** The split that a new member gets by name; wins over the rule, not over a split once given. */
public record SplitAssignment(String key, Split split) {}
