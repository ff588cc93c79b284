package dev.gyre.data.filter;

import java.util.Map;

/**
 * A filter as a condition of SQL that is never null.
 *
 * @param condition with named parameters only where values stand
 * @param parameters by name; each begins with {@code filter_}
 */
public record SqlFilter(String condition, Map<String, Object> parameters) {

  /** Lets everything through. */
  public static final SqlFilter ALL = new SqlFilter("true", Map.of());

  public SqlFilter {
    parameters = Map.copyOf(parameters);
  }
}
