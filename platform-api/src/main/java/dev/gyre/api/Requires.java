package dev.gyre.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The access that a method of the contract demands. Checked at both doors, the HTTP request and the
 * call of a peer in one process, before the method runs; a program that answers a method without it
 * does not start.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
  Access value();
}
