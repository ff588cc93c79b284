/** How work is started: peers first, then one transaction under the idempotency key. */
@NullMarked
@ApplicationModule
package dev.gyre.eval.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
