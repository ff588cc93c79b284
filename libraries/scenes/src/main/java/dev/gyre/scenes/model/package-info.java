/** Models of what a street holds, built from numbers. */
@NullMarked
package dev.gyre.scenes.model;

import org.jspecify.annotations.NullMarked;
