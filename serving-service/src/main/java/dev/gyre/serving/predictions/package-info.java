/** Reads the prediction log. */
@NullMarked
@ApplicationModule
package dev.gyre.serving.predictions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
