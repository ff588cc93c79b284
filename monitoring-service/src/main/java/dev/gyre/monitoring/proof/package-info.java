/** Links of proofs, recorded when they happen. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
