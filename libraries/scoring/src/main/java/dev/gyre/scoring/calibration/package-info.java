/** How far a model's confidence is from its accuracy. */
@NullMarked
package dev.gyre.scoring.calibration;

import org.jspecify.annotations.NullMarked;
