/** The command line and the demo. */
@NullMarked
package dev.gyre.cli;

import org.jspecify.annotations.NullMarked;
