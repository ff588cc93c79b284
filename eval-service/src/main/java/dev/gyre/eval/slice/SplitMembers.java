package dev.gyre.eval.slice;

import dev.gyre.api.Page;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.ProjectSlug;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks data who is in a split of a dataset version, page by page. Calls a peer: no transaction. */
@Component
public class SplitMembers {

  private final DatasetVersionsApi versions;

  SplitMembers(DatasetVersionsApi versions) {
    this.versions = versions;
  }

  /**
   * Tells every member.
   *
   * @param filter that they pass; absent for all
   * @throws dev.gyre.api.PlatformException with {@code INVALID_FILTER}, {@code NOT_FOUND}
   */
  public void forEach(
      ProjectSlug slug,
      DatasetRef dataset,
      Split split,
      @Nullable String filter,
      Consumer<DatasetEntry> consumer) {
    String cursor = null;
    do {
      Page<DatasetEntry> page =
          versions.entries(
              slug, dataset.dataset(), dataset.version(), split, filter, Page.MAX_LIMIT, cursor);
      page.items().forEach(consumer);
      cursor = page.nextCursor();
    } while (cursor != null);
  }
}
