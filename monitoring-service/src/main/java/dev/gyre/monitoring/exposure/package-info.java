/** What is kept of logged predictions, and the reading of the log. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.exposure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
