/** Job bodies as a separate program: no database, no service. */
@NullMarked
package dev.gyre.worker;

import org.jspecify.annotations.NullMarked;
