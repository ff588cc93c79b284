/** Versioned declarations of how to train. */
@NullMarked
@ApplicationModule
package dev.gyre.training.recipe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
