/** What was made from what: a projection of the events of all services. */
@NullMarked
@ApplicationModule
package dev.gyre.project.lineage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
