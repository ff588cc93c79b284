/** The decisions of the failure loop: what opens, what counts as proof, what reopens. */
@NullMarked
package dev.gyre.scoring.proof;

import org.jspecify.annotations.NullMarked;
