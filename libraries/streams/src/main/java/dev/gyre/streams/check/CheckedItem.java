package dev.gyre.streams.check;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.ItemAttributes;
import org.jspecify.annotations.Nullable;

/**
 * An item to be checked.
 *
 * @param statedSample key of the sample to which the item itself says that it belongs; null if it
 *     says none
 */
public record CheckedItem(
    Content content, ItemAttributes attributes, @Nullable String statedSample) {

  /** What the item holds. */
  public sealed interface Content {

    /** A file, encoded; the bytes are shared: read only. */
    @SuppressWarnings("ArrayRecordComponent")
    record Encoded(byte[] file) implements Content {}

    /** Values. */
    record Values(NdArray array) implements Content {}
  }

  /** A file as declared. */
  public static CheckedItem of(byte[] file) {
    return new CheckedItem(new Content.Encoded(file), ItemAttributes.NONE, null);
  }

  /** Values as declared. */
  public static CheckedItem of(NdArray array) {
    return new CheckedItem(new Content.Values(array), ItemAttributes.NONE, null);
  }

  /** The same, with what it says otherwise. */
  public CheckedItem with(ItemAttributes other) {
    return new CheckedItem(content, other, statedSample);
  }

  /** The same, with the sample that it names. */
  public CheckedItem stating(String sample) {
    return new CheckedItem(content, attributes, sample);
  }
}
