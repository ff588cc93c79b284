/** Endpoints, predictions and their log. */
@NullMarked
package dev.gyre.api.serving;

import org.jspecify.annotations.NullMarked;
