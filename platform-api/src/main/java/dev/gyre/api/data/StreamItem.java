package dev.gyre.api.data;

import dev.gyre.api.Digest;

/**
 * One sample's piece of a stream.
 *
 * @param name of the stream in the task contract
 * @param size in bytes
 */
public record StreamItem(String name, Digest artifact, String mediaType, long size) {}
