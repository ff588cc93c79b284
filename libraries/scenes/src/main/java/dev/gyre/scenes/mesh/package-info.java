/** Triangles, what they are made of and where they stand. */
@NullMarked
package dev.gyre.scenes.mesh;

import org.jspecify.annotations.NullMarked;
