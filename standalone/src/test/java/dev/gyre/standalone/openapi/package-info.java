/** How the API document is made of the contract's interfaces. */
@NullMarked
package dev.gyre.standalone.openapi;

import org.jspecify.annotations.NullMarked;
