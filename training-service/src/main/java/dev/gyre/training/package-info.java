/** Recipes, runs, model registry. */
@NullMarked
package dev.gyre.training;

import org.jspecify.annotations.NullMarked;
