/** Named parts of the samples, and who is in them. */
@NullMarked
@ApplicationModule
package dev.gyre.eval.slice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
