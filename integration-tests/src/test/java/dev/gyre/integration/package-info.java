/** Scenarios over HTTP, each in one process and distributed. */
@NullMarked
package dev.gyre.integration;

import org.jspecify.annotations.NullMarked;
