package dev.gyre.worker.job;

import dev.gyre.api.json.ContractJson;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.ArrayHeader;
import dev.gyre.streams.codec.Codec;
import dev.gyre.streams.codec.DecodeOptions;
import dev.gyre.streams.codec.Decoded;
import dev.gyre.streams.codec.DecodedArray;
import dev.gyre.streams.codec.Probed;
import dev.gyre.streams.codec.Refusal;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;

/** Poses and vectors as imports have them: a JSON list of numbers. */
final class NumbersCodec implements Codec {

  /** As long as a list of numbers may be. */
  private static final int MAX_BYTES = 1 << 20;

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public boolean recognises(byte[] file) {
    int first = 0;
    while (first < file.length && Character.isWhitespace(file[first])) {
      first++;
    }
    return first < file.length && file[first] == '[';
  }

  @Override
  public Probed probe(byte[] file, DecodeOptions options) {
    return switch (decode(file, options)) {
      case DecodedArray(ArrayHeader header, NdArray _) -> header;
      case Refusal refusal -> refusal;
    };
  }

  @Override
  public Decoded decode(byte[] file, DecodeOptions options) {
    if (file.length > Math.min(MAX_BYTES, options.limits().maxBytes())) {
      return new Refusal(
          Refusal.Reason.TOO_LARGE, "A list of numbers has %d bytes".formatted(file.length));
    }
    try {
      double[] numbers = ContractJson.mapper().readValue(file, double[].class);
      return numbers.length == 0
          ? new Refusal(Refusal.Reason.DAMAGED, "The list has no numbers")
          : new DecodedArray(
              new ArrayHeader(name(), ElementType.FLOAT64, List.of(numbers.length), 64),
              NdArray.float64(numbers, numbers.length));
    } catch (JacksonException e) {
      return new Refusal(
          Refusal.Reason.DAMAGED, "No JSON list of numbers: " + e.getOriginalMessage());
    }
  }

  @Override
  public byte[] encode(NdArray values) {
    return ContractJson.mapper()
        .writeValueAsBytes(IntStream.range(0, values.length()).mapToDouble(values::at).toArray());
  }
}
