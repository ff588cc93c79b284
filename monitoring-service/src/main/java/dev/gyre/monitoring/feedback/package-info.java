/** Truth that comes later, matched to predictions. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
