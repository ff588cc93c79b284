/** Pictures in, classes out, each answer logged. */
@NullMarked
@ApplicationModule
package dev.gyre.serving.predict;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
