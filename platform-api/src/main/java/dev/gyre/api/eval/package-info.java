/** Prediction sets, evaluations, slices, comparisons and gates. */
@NullMarked
package dev.gyre.api.eval;

import org.jspecify.annotations.NullMarked;
