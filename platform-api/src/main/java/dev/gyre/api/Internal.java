package dev.gyre.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that only services and workers call: it lives under {@code /internal/v1}, is
 * left out of OpenAPI, is never routed by the gateway, and demands a service principal or a job
 * token, also in one process.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Internal {}
