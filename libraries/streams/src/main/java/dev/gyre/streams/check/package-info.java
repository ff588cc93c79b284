/** Named faults of samples that every file of would pass alone. */
@NullMarked
package dev.gyre.streams.check;

import org.jspecify.annotations.NullMarked;
