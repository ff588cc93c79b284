/** Content-addressed artifacts and packs on any S3. */
@NullMarked
package dev.gyre.infra.artifactstore;

import org.jspecify.annotations.NullMarked;
