/** Samples, annotations, dataset versions, preparations. */
@NullMarked
package dev.gyre.data;

import org.jspecify.annotations.NullMarked;
