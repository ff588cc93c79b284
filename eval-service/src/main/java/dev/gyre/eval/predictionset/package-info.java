/** What models predict on dataset versions. */
@NullMarked
@ApplicationModule
package dev.gyre.eval.predictionset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
