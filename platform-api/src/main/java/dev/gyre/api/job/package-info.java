/** Durable units of background work, and how workers report on them. */
@NullMarked
package dev.gyre.api.job;

import org.jspecify.annotations.NullMarked;
