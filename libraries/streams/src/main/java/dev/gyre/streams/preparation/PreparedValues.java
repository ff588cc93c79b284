package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.geometry.Intrinsics;
import org.jspecify.annotations.Nullable;

/**
 * A stream of one sample, before and after.
 *
 * @param decoded as its declaration has it
 * @param target resized, ids in the order of the classes, after geometry
 * @param camera after geometry; null if none is known
 */
record PreparedValues(NdArray decoded, NdArray target, @Nullable Intrinsics camera) {}
