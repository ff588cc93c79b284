/** Principals, tokens, project roles and audit. */
@NullMarked
package dev.gyre.infra.security;

import org.jspecify.annotations.NullMarked;
