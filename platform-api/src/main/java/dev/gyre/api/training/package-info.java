/** Recipes, runs and the model registry. */
@NullMarked
package dev.gyre.api.training;

import org.jspecify.annotations.NullMarked;
