package dev.gyre.cli;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectSlug;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project of a server. */
public record Connection(Server server, ProjectSlug project) {

  /** Asks for one page of a list. */
  @FunctionalInterface
  public interface Pages<T> {
    /** The page that begins at the cursor; absent for the first. */
    Page<T> read(int limit, @Nullable String cursor);
  }

  /** An interface of the contract, answered by the server. */
  public <T> T api(Class<T> contract) {
    return server.api(contract);
  }

  /** The whole of a list. */
  public static <T> List<T> all(Pages<T> pages) {
    return first(Integer.MAX_VALUE, pages);
  }

  /** The beginning of a list, at most so many. */
  static <T> List<T> first(int most, Pages<T> pages) {
    List<T> items = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<T> page = pages.read(Math.min(Page.MAX_LIMIT, most - items.size()), cursor);
      items.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null && items.size() < most);
    return items;
  }

  /** The address of something of the project, such as {@code models/digits}. */
  public String address(String path) {
    return "%s/api/v1/projects/%s/%s".formatted(server.address(), project, path);
  }
}
