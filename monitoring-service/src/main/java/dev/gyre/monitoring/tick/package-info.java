/** The beat at which logs are read and labels are judged. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.tick;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
