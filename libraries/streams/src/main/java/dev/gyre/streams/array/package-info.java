/** Values of streams in memory. */
@NullMarked
package dev.gyre.streams.array;

import org.jspecify.annotations.NullMarked;
