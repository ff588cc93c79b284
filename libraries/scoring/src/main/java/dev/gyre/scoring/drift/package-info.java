/** Distances between a baseline and a window. */
@NullMarked
package dev.gyre.scoring.drift;

import org.jspecify.annotations.NullMarked;
