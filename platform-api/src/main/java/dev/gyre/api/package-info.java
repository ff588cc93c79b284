/** The contract: records, typed ids, error codes and HTTP interfaces. */
@NullMarked
package dev.gyre.api;

import org.jspecify.annotations.NullMarked;
