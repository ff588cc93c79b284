package dev.gyre.infra.postgres;

import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A place in a sorted list: the sort keys of the last item that was seen. What follows it is found
 * by an index ({@code where (a, b) > (?, ?)}), however deep. Opaque to callers.
 *
 * @param list the list that it belongs to, filter and order included; a cursor of another list is
 *     refused
 * @param keys in the order of sorting, the last one unique
 */
public record Cursor(String list, List<String> keys) {

  public Cursor {
    keys = List.copyOf(keys);
  }

  /** A cursor after an item with these sort keys. */
  public static Cursor after(String list, Object... keys) {
    return new Cursor(list, Stream.of(keys).map(Object::toString).toList());
  }

  /**
   * Reads what a caller sent; empty if it sent none.
   *
   * @param keys how many sort keys the list has
   * @throws PlatformException with {@code INVALID_ARGUMENT} if it is no cursor of this list
   */
  public static Optional<Cursor> parse(@Nullable String text, String list, int keys) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      String[] parts = Json.MAPPER.readValue(json, String[].class);
      if (parts.length == keys + 1 && list.equals(parts[0])) {
        return Optional.of(new Cursor(list, List.of(parts).subList(1, parts.length)));
      }
    } catch (IllegalArgumentException | JacksonException | NullPointerException e) {
      throw refuse(text);
    }
    throw refuse(text);
  }

  /**
   * A page of rows that were read with {@code limit + 1}: the extra row only says that more
   * follows.
   */
  public static <T> Page<T> page(List<T> rows, int limit, Function<? super T, Cursor> after) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    return new Page<>(rows.subList(0, limit), after.apply(rows.get(limit - 1)).encode());
  }

  /** The text for {@code next_cursor}. */
  public String encode() {
    byte[] json =
        Json.MAPPER
            .writeValueAsString(Stream.concat(Stream.of(list), keys.stream()).toList())
            .getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /** A sort key as text. */
  public String text(int index) {
    return keys.get(index);
  }

  /** A sort key that is a whole number. */
  public long number(int index) {
    return read(index, Long::parseLong);
  }

  /** A sort key that is a UUID. */
  public UUID uuid(int index) {
    return read(index, UUID::fromString);
  }

  /** A sort key that is an instant. */
  public Instant instant(int index) {
    return read(index, Instant::parse);
  }

  private <T> T read(int index, Function<String, T> parser) {
    try {
      return parser.apply(keys.get(index));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refuse(encode());
    }
  }

  private static PlatformException refuse(String text) {
    return PlatformException.invalid("cursor", text, "a next_cursor of the same list, unchanged");
  }
}
