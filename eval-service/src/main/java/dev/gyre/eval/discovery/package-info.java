/** Rules in metadata that explain where a model is wrong. */
@NullMarked
@ApplicationModule
package dev.gyre.eval.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
