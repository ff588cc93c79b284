package dev.gyre.api.data;

/**
 * Something that was not taken.
 *
 * @param item what: a path, a key or an id
 * @param reason stable name in capitals
 * @param detail one sentence with the value that led to it
 */
public record Reject(String item, String reason, String detail) {}
