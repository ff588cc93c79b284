/** Prediction sets, evaluations, slices, comparisons, gates. */
@NullMarked
package dev.gyre.eval;

import org.jspecify.annotations.NullMarked;
