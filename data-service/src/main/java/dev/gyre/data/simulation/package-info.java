/** Scenarios, and simulations of them that end as imported samples. */
@NullMarked
@ApplicationModule
package dev.gyre.data.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
