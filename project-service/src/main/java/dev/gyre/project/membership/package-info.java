/** Projects and who may do what in them. */
@NullMarked
@ApplicationModule
package dev.gyre.project.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
