/**
 * What streams are declared to hold, what single items say otherwise, and values in their units.
 */
@NullMarked
package dev.gyre.streams.declaration;

import org.jspecify.annotations.NullMarked;
