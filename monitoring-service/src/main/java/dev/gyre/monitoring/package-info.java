/** Feedback, failure events, incidents, harvest, proof. */
@NullMarked
package dev.gyre.monitoring;

import org.jspecify.annotations.NullMarked;
