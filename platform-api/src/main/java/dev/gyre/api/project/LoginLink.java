package dev.gyre.api.project;

import java.time.Instant;

/**
 * A link that signs a browser in, once.
 *
 * @param path to be appended to the server's address; holds a secret
 */
public record LoginLink(String path, Instant expires) {}
