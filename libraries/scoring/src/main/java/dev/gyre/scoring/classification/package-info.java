/** Classification metrics with intervals, slices that add up, worst samples. */
@NullMarked
package dev.gyre.scoring.classification;

import org.jspecify.annotations.NullMarked;
