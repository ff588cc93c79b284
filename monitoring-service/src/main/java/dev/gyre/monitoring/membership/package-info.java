/** Where samples stand in dataset versions, as data says it. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
