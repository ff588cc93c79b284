/** Versions of a project's task contract. */
@NullMarked
@ApplicationModule
package dev.gyre.project.taskcontract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
