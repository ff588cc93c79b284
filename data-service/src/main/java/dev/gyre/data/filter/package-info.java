/** Filters over samples, from CEL to SQL. */
@NullMarked
@ApplicationModule
package dev.gyre.data.filter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
