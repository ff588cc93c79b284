/** Two models on the same samples. */
@NullMarked
@ApplicationModule
package dev.gyre.eval.comparison;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
