package dev.gyre.monitoring.membership;

import dev.gyre.api.Page;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the members of dataset versions from data, page by page. Outside of transactions. */
@Component
public class DatasetMembers {

  /** The splits that a model learns from. */
  public static final List<Split> TRAINED = List.of(Split.TRAIN, Split.VALIDATION);

  private static final int PAGE = 1000;

  private final DatasetVersionsApi versions;

  DatasetMembers(DatasetVersionsApi versions) {
    this.versions = versions;
  }

  /**
   * Shows all members of one split.
   *
   * @param filter CEL over their metadata; absent for all
   */
  public void scan(
      ProjectSlug project,
      DatasetRef dataset,
      Split split,
      @Nullable String filter,
      Consumer<DatasetEntry> visitor) {
    @Nullable String cursor = null;
    do {
      String after = cursor;
      Page<DatasetEntry> page =
          Callers.asService(
              "monitoring",
              () ->
                  versions.entries(
                      project, dataset.dataset(), dataset.version(), split, filter, PAGE, after));
      page.items().forEach(visitor);
      cursor = page.nextCursor();
    } while (cursor != null);
  }
}
