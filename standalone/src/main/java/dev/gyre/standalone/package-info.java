/** All services in one process with embedded PostgreSQL and S3. */
@NullMarked
package dev.gyre.standalone;

import org.jspecify.annotations.NullMarked;
