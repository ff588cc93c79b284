/** Schemas, migrations, cursors and the event outbox on PostgreSQL. */
@NullMarked
package dev.gyre.infra.postgres;

import org.jspecify.annotations.NullMarked;
