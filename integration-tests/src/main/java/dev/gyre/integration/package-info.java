/** Scenarios over HTTP, each all-in-one and distributed. */
@NullMarked
package dev.gyre.integration;

import org.jspecify.annotations.NullMarked;
