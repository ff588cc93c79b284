/** The Open Inference Protocol, version 2, over HTTP. */
@NullMarked
@ApplicationModule
package dev.gyre.serving.oip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
