/** The model registry: model lines, their versions, aliases and promotion. */
@NullMarked
@ApplicationModule
package dev.gyre.training.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
