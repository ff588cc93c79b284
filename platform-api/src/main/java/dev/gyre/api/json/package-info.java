/** How records of the contract look as JSON; the same in services, workers and the command line. */
@NullMarked
package dev.gyre.api.json;

import org.jspecify.annotations.NullMarked;
