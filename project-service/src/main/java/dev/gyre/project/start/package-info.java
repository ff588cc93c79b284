/** The page that says that the server runs. */
@NullMarked
@ApplicationModule
package dev.gyre.project.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
