/** The address under which people work on incidents. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
