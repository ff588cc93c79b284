/** Monitors: which endpoints are watched, and how far their logs are read. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
