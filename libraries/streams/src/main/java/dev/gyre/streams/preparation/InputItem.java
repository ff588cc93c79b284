package dev.gyre.streams.preparation;

import dev.gyre.streams.align.AlignedItem;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.ItemAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A sample's piece of a stream or a dense annotation.
 *
 * @param sourceId id of the item
 * @param attributes what it says otherwise than its stream's declaration, its times among them
 * @param statedSample key of the sample to which the item itself says that it belongs; null if it
 *     says none
 * @param aligned how alignment brought it to the sample; null if it came by key
 */
public record InputItem(
    String sourceId,
    Content content,
    ItemAttributes attributes,
    @Nullable String statedSample,
    @Nullable AlignedItem aligned) {

  /** Where the values are. */
  public sealed interface Content {

    /** A file, opened when its turn comes. */
    record Encoded(ByteSource bytes) implements Content {}

    /** Values that are read or computed already: read only. */
    record Values(NdArray array) implements Content {}
  }

  /** A file as declared. */
  public static InputItem of(String sourceId, ByteSource bytes) {
    return new InputItem(
        sourceId, new Content.Encoded(bytes), ItemAttributes.NONE, /* statedSample= */ null, null);
  }

  /** Values as declared. */
  public static InputItem of(String sourceId, NdArray array) {
    return new InputItem(
        sourceId, new Content.Values(array), ItemAttributes.NONE, /* statedSample= */ null, null);
  }

  /** The same, with what it says otherwise. */
  public InputItem with(ItemAttributes other) {
    return new InputItem(sourceId, content, other, statedSample, aligned);
  }

  /** The same, with the sample that it names. */
  public InputItem stating(String sample) {
    return new InputItem(sourceId, content, attributes, sample, aligned);
  }

  /** The same, with how it was aligned. */
  public InputItem with(AlignedItem how) {
    return new InputItem(sourceId, content, attributes, statedSample, how);
  }
}
