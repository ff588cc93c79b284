/**
 * Candidates that shall end an incident: recorded, verified, and the incident closed by proof
 * alone.
 */
@NullMarked
@ApplicationModule
package dev.gyre.monitoring.fix;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
