/** The jobs of a project, whichever service runs them. */
@NullMarked
@ApplicationModule
package dev.gyre.project.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
