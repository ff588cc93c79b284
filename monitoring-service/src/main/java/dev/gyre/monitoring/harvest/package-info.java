/** Data chosen because of an incident, divided once into a training part and a proof part. */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.harvest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
