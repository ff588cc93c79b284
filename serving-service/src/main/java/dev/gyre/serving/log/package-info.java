/** The prediction log: one writer, hour partitions, every loss counted. */
@NullMarked
@ApplicationModule
package dev.gyre.serving.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
