/** Samples, labels, dataset versions and what is prepared from them. */
@NullMarked
package dev.gyre.data;

import org.jspecify.annotations.NullMarked;
