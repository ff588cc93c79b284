/** Shows who changed what; the infrastructure writes it. */
@NullMarked
@ApplicationModule
package dev.gyre.project.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
