/** Datasets and their immutable versions. */
@NullMarked
@ApplicationModule
package dev.gyre.data.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
