/** The colour picture: light, materials, weather, film. */
@NullMarked
package dev.gyre.scenes.shade;

import org.jspecify.annotations.NullMarked;
