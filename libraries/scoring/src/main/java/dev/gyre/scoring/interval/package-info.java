/** Intervals for proportions and, by resampling, for any metric; groups are resampled whole. */
@NullMarked
package dev.gyre.scoring.interval;

import org.jspecify.annotations.NullMarked;
