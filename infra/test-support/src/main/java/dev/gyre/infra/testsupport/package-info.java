/** Fixtures for tests: a real PostgreSQL, a real S3 server and the clients of others. */
@NullMarked
package dev.gyre.infra.testsupport;

import org.jspecify.annotations.NullMarked;
