/** Candidates judged by the task contract. */
@NullMarked
@ApplicationModule
package dev.gyre.eval.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
