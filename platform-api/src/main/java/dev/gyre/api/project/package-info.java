/** Projects, principals, tokens, task contracts and lineage. */
@NullMarked
package dev.gyre.api.project;

import org.jspecify.annotations.NullMarked;
