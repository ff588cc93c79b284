/** Two models on the same samples: flips, superiority, non-inferiority. */
@NullMarked
package dev.gyre.scoring.paired;

import org.jspecify.annotations.NullMarked;
