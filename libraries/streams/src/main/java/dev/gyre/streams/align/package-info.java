/**
 * Puts the items of several streams together by time, as declared and never by a default, and tells
 * what became of every one of them. Times are nanoseconds in a {@code long}.
 */
@NullMarked
package dev.gyre.streams.align;

import org.jspecify.annotations.NullMarked;
