/** Endpoints, Open Inference Protocol, prediction log. */
@NullMarked
package dev.gyre.serving;

import org.jspecify.annotations.NullMarked;
