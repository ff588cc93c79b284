/** Runtimes of this process: loads what aliases name and swaps it in. */
@NullMarked
@ApplicationModule
package dev.gyre.serving.deployment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
