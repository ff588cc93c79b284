package dev.gyre.streams.preparation;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.check.CheckedItem;
import dev.gyre.streams.check.CheckedSample;
import dev.gyre.streams.check.Fault;
import dev.gyre.streams.check.SampleCheck;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeLimits;
import dev.gyre.streams.codec.DecodeOptions;
import dev.gyre.streams.codec.DecodedArray;
import dev.gyre.streams.codec.Refusal;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.preparation.Reject.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From files to checked values as the streams declare them. */
final class SampleDecoding {

  private final PreparationSpec spec;
  private final Codecs codecs;
  private final DecodeOptions options;
  private final List<StreamDeclaration> declarations;

  SampleDecoding(PreparationSpec spec, Codecs codecs, DecodeLimits limits) {
    this.spec = spec;
    this.codecs = codecs;
    this.options = DecodeOptions.of(limits);
    this.declarations = spec.streams().stream().map(PreparedStream::declaration).toList();
  }

  /**
   * The values of the streams that the sample has, by name.
   *
   * @throws RejectedException for the first fault, in the order of streams
   */
  SequencedMap<String, NdArray> decode(LoadedSample sample) throws RejectedException {
    SequencedMap<String, NdArray> arrays = new TreeMap<>();
    Map<String, CheckedItem> items = new HashMap<>();
    for (PreparedStream stream : spec.streams()) {
      InputItem item = sample.input().item(stream);
      if (item != null) {
        NdArray array = declared(stream, item, stored(stream, item, sample));
        arrays.put(stream.name(), array);
        CheckedItem checked = CheckedItem.of(array);
        items.put(
            stream.name(),
            item.statedSample() == null ? checked : checked.stating(item.statedSample()));
      }
    }
    check(new CheckedSample(sample.input().key(), null, null, items));
    return arrays;
  }

  private void check(CheckedSample sample) throws RejectedException {
    List<Fault> faults =
        new SampleCheck(declarations, spec.checks(), codecs, options).check(sample);
    if (!faults.isEmpty()) {
      Fault first = faults.getFirst();
      throw new RejectedException(stream(first.stream()), reasonOf(first.kind()), first.detail());
    }
  }

  private NdArray stored(PreparedStream stream, InputItem item, LoadedSample sample)
      throws RejectedException {
    byte[] file = sample.files().get(stream.name());
    return switch (item.content()) {
      case InputItem.Content.Values(NdArray array) -> array;
      case InputItem.Content.Encoded _ ->
          decoded(stream, item.attributes(), file == null ? new byte[0] : file);
    };
  }

  private NdArray decoded(PreparedStream stream, ItemAttributes attributes, byte[] file)
      throws RejectedException {
    if (file.length > options.limits().maxBytes()) {
      throw new RejectedException(
          stream,
          Reason.TOO_LARGE,
          "The file has more than the limit of %d bytes".formatted(options.limits().maxBytes()));
    }
    return switch (codecs.decode(file, optionsFor(stream.declaration(), attributes))) {
      case DecodedArray decoded -> decoded.values();
      case Refusal(Refusal.Reason reason, String detail) ->
          throw new RejectedException(stream, reasonOf(reason), detail);
    };
  }

  /** Ids of a table of their own may have more bits than those that are written. */
  private DecodeOptions optionsFor(StreamDeclaration stream, ItemAttributes attributes) {
    DecodeOptions own = stream.kind().isIds() ? options.forIds() : options;
    if (stream.kind().isIds() && attributes.labels() != null) {
      return own;
    }
    return stream.form().type() == ElementType.UINT8 ? own.forEightBits() : own;
  }

  /** In the declared order, levels and number of channels, scale, offset and invalid value. */
  private static NdArray declared(PreparedStream stream, InputItem item, NdArray stored)
      throws RejectedException {
    StreamDeclaration declaration = stream.declaration();
    ItemAttributes attributes = item.attributes();
    NdArray array = stored;
    if (declaration.kind().isIds()) {
      array = StoredIds.asDeclared(array, stream, attributes.labels());
    }
    try {
      if (attributes.pixelFormat() != null && declaration.kind().equals(StreamKind.IMAGE)) {
        array = attributes.pixelFormat().toRgb(array);
      }
      Colour colour = stream.colour();
      if (colour != null && isPicture(array)) {
        array = StreamGeometry.array(colour.apply(StreamGeometry.image(array)));
      }
      return StoredValues.asDeclared(array, declaration, attributes);
    } catch (IllegalArgumentException e) {
      throw new RejectedException(stream, Reason.WRONG_UNIT, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isPicture(NdArray array) {
    boolean channels =
        array.rank() == 2 || (array.rank() == 3 && (array.size(2) == 1 || array.size(2) == 3));
    return array.type() == ElementType.UINT8 && channels && array.length() > 0;
  }

  private @Nullable PreparedStream stream(String name) {
    return spec.streams().stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private static Reason reasonOf(Refusal.Reason reason) {
    return reason == Refusal.Reason.UNKNOWN_FORMAT
        ? Reason.NOT_AN_IMAGE
        : Reason.valueOf(reason.name());
  }

  /** The kinds of faults have the names of reasons, but for what no check of values finds. */
  static Reason reasonOf(Fault.Kind kind) {
    return kind == Fault.Kind.UNKNOWN_FORMAT ? Reason.NOT_AN_IMAGE : Reason.valueOf(kind.name());
  }
}
