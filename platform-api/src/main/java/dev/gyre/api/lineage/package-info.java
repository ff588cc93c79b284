/** What was made from what: versions, and the edges between them. */
@NullMarked
package dev.gyre.api.lineage;

import org.jspecify.annotations.NullMarked;
