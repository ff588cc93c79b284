package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetId;
import dev.gyre.api.data.DatasetVersion;
import org.jspecify.annotations.Nullable;

/**
 * A stored version.
 *
 * @param filter that its members passed, absent for none
 * @param changed the project's counter when its commit began to look
 * @param manifest absent until asked for
 */
record VersionRow(
    DatasetId dataset,
    DatasetVersion version,
    @Nullable String filter,
    long changed,
    @Nullable Digest manifest) {

  int number() {
    return version.ref().version();
  }
}
