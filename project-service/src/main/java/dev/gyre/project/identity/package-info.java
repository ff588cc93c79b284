/** Principals, their tokens and sessions, and who is behind one. */
@NullMarked
@ApplicationModule
package dev.gyre.project.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
