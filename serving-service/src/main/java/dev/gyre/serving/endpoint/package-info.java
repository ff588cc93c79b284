/** Endpoints and where their deployments stand. */
@NullMarked
@ApplicationModule
package dev.gyre.serving.endpoint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
