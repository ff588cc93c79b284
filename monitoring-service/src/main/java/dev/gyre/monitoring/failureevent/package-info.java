/** Evidence that a model failed, or may have. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.failureevent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
