/** Bounded reading of class folders from zip archives and directories that nobody trusts. */
@NullMarked
package dev.gyre.streams.archive;

import org.jspecify.annotations.NullMarked;
