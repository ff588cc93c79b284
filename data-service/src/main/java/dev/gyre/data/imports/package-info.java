/** Archives read into samples. */
@NullMarked
@ApplicationModule
package dev.gyre.data.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
