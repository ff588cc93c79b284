/** One origin when distributed. */
@NullMarked
package dev.gyre.gateway;

import org.jspecify.annotations.NullMarked;
