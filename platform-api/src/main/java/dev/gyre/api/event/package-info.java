/** What happened, as services tell each other. */
@NullMarked
package dev.gyre.api.event;

import org.jspecify.annotations.NullMarked;
