/** Bulk bytes: inputs down, results up, by presigned addresses. */
@NullMarked
package dev.gyre.worker.transfer;

import org.jspecify.annotations.NullMarked;
