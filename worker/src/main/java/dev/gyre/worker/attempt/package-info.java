/** The attempt that this process holds: its calls to the server, its lease, its reports. */
@NullMarked
package dev.gyre.worker.attempt;

import org.jspecify.annotations.NullMarked;
