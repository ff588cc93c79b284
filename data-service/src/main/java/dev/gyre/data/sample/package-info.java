/** Samples, their streams, facts and labels, and how they are hashed. */
@NullMarked
@ApplicationModule
package dev.gyre.data.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
