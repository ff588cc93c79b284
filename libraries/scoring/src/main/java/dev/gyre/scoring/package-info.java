/** Task metrics with intervals, paired tests and evidence values: pure computation. */
@NullMarked
package dev.gyre.scoring;

import org.jspecify.annotations.NullMarked;
