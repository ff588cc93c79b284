/** Samples of several streams: decode, transform, shard, read back. */
@NullMarked
package dev.gyre.streams;

import org.jspecify.annotations.NullMarked;
