/**
 * Failure modes: opened by their evidence, judged again with each label, returned to if they
 * return.
 */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
