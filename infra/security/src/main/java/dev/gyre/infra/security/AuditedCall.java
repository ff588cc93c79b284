package dev.gyre.infra.security;

import org.jspecify.annotations.Nullable;

/**
 * What the audit keeps of a call: never its body, its query or its token.
 *
 * @param caller as far as it is known
 * @param operation the method of the contract, as the API document names it
 * @param path of the address
 * @param trace the W3C trace id, absent if the caller sent none
 */
record AuditedCall(Caller caller, String operation, String path, @Nullable String trace) {}
