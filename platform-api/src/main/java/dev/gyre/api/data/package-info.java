/**
 * Samples, labels, dataset versions and what is prepared from them. All of it belongs to one
 * project.
 */
@NullMarked
package dev.gyre.api.data;

import org.jspecify.annotations.NullMarked;
