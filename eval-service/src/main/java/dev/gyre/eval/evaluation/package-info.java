/** Models scored on dataset versions. */
@NullMarked
@ApplicationModule
package dev.gyre.eval.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
