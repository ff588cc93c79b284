/** Queries over Parquet files of one folder. */
@NullMarked
package dev.gyre.streams.columnar;

import org.jspecify.annotations.NullMarked;
