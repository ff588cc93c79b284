/** The whole loop on real data, through the public API. */
@NullMarked
package dev.gyre.cli.demo;

import org.jspecify.annotations.NullMarked;
