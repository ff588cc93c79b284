/** Chance as hashes and the shapes of functions that the renderer draws with. */
@NullMarked
package dev.gyre.scenes.noise;

import org.jspecify.annotations.NullMarked;
