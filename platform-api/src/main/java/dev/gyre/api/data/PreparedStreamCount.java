package dev.gyre.api.data;

/**
 * What became of one stream of a preparation.
 *
 * @param stream its name
 * @param present outputs that have it
 * @param filled outputs that lack it and hold a fill; present and filled are all outputs
 * @param rejected inputs that were rejected because of it
 */
public record PreparedStreamCount(String stream, int present, int filled, int rejected) {}
