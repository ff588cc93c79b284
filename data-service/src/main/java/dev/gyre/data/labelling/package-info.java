/** Label queues: leases, export and import. */
@NullMarked
@ApplicationModule
package dev.gyre.data.labelling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
