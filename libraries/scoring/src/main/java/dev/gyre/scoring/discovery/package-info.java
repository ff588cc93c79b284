/** Slices discovered: the rules in metadata that best explain failures, confirmed held out. */
@NullMarked
package dev.gyre.scoring.discovery;

import org.jspecify.annotations.NullMarked;
