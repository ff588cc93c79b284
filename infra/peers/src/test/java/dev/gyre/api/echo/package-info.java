/** A contract of a service that exists in tests alone. */
@NullMarked
package dev.gyre.api.echo;

import org.jspecify.annotations.NullMarked;
