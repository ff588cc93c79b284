/** Truth of one instant: maps and boxes. */
@NullMarked
package dev.gyre.scenes.sensor;

import org.jspecify.annotations.NullMarked;
