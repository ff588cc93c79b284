package dev.gyre.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves a method, or all of an interface, out of the audit although its verb says that it changes
 * something. Everything else that is not a read is audited.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Unaudited {
  /** Why, such as that it only asks, or that another log has each call. */
  String value();
}
