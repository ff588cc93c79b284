/** Problem documents, paging, idempotency, ETag and server-sent events. */
@NullMarked
package dev.gyre.infra.web;

import org.jspecify.annotations.NullMarked;
