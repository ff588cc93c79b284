/** Feedback, failure events, incidents, harvests and proofs. */
@NullMarked
package dev.gyre.api.monitoring;

import org.jspecify.annotations.NullMarked;
