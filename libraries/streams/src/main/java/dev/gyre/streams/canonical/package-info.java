/** Canonical JSON and SHA-256: what the digests of this module are made of. */
@NullMarked
package dev.gyre.streams.canonical;

import org.jspecify.annotations.NullMarked;
