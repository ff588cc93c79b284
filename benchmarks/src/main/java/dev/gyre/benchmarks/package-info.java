/** Programs that measure a running Gyre, each with a main. Never part of a build or test. */
@NullMarked
package dev.gyre.benchmarks;

import org.jspecify.annotations.NullMarked;
