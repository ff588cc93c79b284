/** Recipes, runs and the model registry. */
@NullMarked
package dev.gyre.training;

import org.jspecify.annotations.NullMarked;
