/** Bounded decoding of encoded files into arrays, and back: an open registry of file formats. */
@NullMarked
package dev.gyre.streams.codec;

import org.jspecify.annotations.NullMarked;
