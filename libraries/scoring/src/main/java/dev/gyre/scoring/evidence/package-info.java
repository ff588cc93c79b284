/** Evidence values that may be looked at after every case, and what they still need. */
@NullMarked
package dev.gyre.scoring.evidence;

import org.jspecify.annotations.NullMarked;
