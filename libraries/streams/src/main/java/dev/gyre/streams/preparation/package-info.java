/** What is done to samples before training, declared once, and the run that does it. */
@NullMarked
package dev.gyre.streams.preparation;

import org.jspecify.annotations.NullMarked;
