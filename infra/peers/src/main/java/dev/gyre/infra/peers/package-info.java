/** Other services as a local bean or an HTTP proxy. */
@NullMarked
package dev.gyre.infra.peers;

import org.jspecify.annotations.NullMarked;
