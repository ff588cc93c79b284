package dev.gyre.data.filter;

/**
 * Where a query has what a filter may ask for. All are SQL written by us.
 *
 * @param className the accepted class
 * @param facts alias of {@code data.sample_fact}
 * @param metadata of type {@code jsonb}
 */
public record FilterColumns(
    String key, String group, String className, String facts, String metadata) {

  /** Samples {@code s} as they are now, with their facts {@code f}. */
  public static final FilterColumns SAMPLES =
      new FilterColumns("s.key", "s.group_key", "s.class_name", "f", "s.metadata");

  /** Samples {@code s} as they were, with their facts {@code f} and annotations {@code a}. */
  public static final FilterColumns ENTRIES =
      new FilterColumns("s.key", "s.group_key", "a.class", "f", "s.metadata");
}
