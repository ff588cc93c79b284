/** Bounded decoding of pictures into eight-bit pixels, and back into PNG. */
@NullMarked
package dev.gyre.streams.image;

import org.jspecify.annotations.NullMarked;
