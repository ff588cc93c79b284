/** WebDataset shards and their index: written deterministically, read bounded. */
@NullMarked
package dev.gyre.streams.shard;

import org.jspecify.annotations.NullMarked;
