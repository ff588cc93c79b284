/** Samples of several streams from trees of files, by where templates say that each file lies. */
@NullMarked
package dev.gyre.streams.template;

import org.jspecify.annotations.NullMarked;
