/** Task contracts, members, tokens, lineage, the jobs list. */
@NullMarked
package dev.gyre.project;

import org.jspecify.annotations.NullMarked;
