/** Fixtures for tests: a real PostgreSQL and a real S3 server. */
@NullMarked
package dev.gyre.infra.testsupport;

import org.jspecify.annotations.NullMarked;
