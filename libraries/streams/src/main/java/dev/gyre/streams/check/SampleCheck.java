package dev.gyre.streams.check;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.check.CheckSettings.MaskPair;
import dev.gyre.streams.check.CheckedItem.Content;
import dev.gyre.streams.check.Fault.Kind;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeOptions;
import dev.gyre.streams.codec.DecodedArray;
import dev.gyre.streams.codec.Refusal;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.PhysicalValues;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for faults that make a sample worthless although each of its files is well: every fault is
 * named, and a sample without one is left alone. Remembers times of sequences, so one object checks
 * one import; not for use by many threads.
 */
public final class SampleCheck {

  /** How far the length of a unit quaternion may be from 1: written with four digits. */
  private static final double QUATERNION_TOLERANCE = 1e-3;

  private final List<StreamDeclaration> streams;
  private final CheckSettings settings;
  private final Codecs codecs;
  private final DecodeOptions options;
  private final Map<String, String> sampleByTime = new HashMap<>();

  public SampleCheck(
      List<StreamDeclaration> streams,
      CheckSettings settings,
      Codecs codecs,
      DecodeOptions options) {
    this.streams = List.copyOf(streams);
    this.settings = settings;
    this.codecs = codecs;
    this.options = options;
  }

  /** The faults of a sample in the order of its declared streams; empty if it has none. */
  public List<Fault> check(CheckedSample sample) {
    Checking checking = new Checking(sample);
    checking.time();
    for (StreamDeclaration stream : streams) {
      checking.item(stream);
    }
    settings.sameSize().forEach(checking::sizes);
    settings.masks().forEach(checking::mask);
    return List.copyOf(checking.faults);
  }

  /** The state of one sample. */
  private final class Checking {

    private final CheckedSample sample;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, NdArray> arrays = new TreeMap<>();

    Checking(CheckedSample sample) {
      this.sample = sample;
    }

    private void fault(Kind kind, String stream, String detail) {
      faults.add(new Fault(kind, sample.key(), stream, detail));
    }

    void time() {
      Long time = sample.timeNanos();
      if (time == null) {
        return;
      }
      String twin = sampleByTime.putIfAbsent(sample.sequence() + "\0" + time, sample.key());
      if (twin != null) {
        String clocked = streams.isEmpty() ? "" : streams.getFirst().name();
        fault(
            Kind.DUPLICATE_TIME, clocked, "Sample '%s' has the time %d too".formatted(twin, time));
      }
    }

    void item(StreamDeclaration stream) {
      CheckedItem item = sample.items().get(stream.name());
      if (item == null) {
        if (stream.isRequired()) {
          fault(Kind.MISSING_STREAM, stream.name(), "The stream is required, but absent");
        }
        return;
      }
      String stated = item.statedSample();
      if (stated != null && !stated.equals(sample.key())) {
        fault(
            Kind.SWAPPED_ID,
            stream.name(),
            "The item says that it belongs to sample '%s'".formatted(stated));
      }
      NdArray array = decoded(stream, item);
      if (array == null) {
        return;
      }
      String mismatch = stream.form().mismatch(array).orElse(null);
      if (mismatch != null) {
        fault(Kind.WRONG_FORM, stream.name(), mismatch);
        return;
      }
      arrays.put(stream.name(), array);
      values(stream, item, array);
    }

    private @Nullable NdArray decoded(StreamDeclaration stream, CheckedItem item) {
      return switch (item.content()) {
        case Content.Values(NdArray array) -> array;
        case Content.Encoded(byte[] file) ->
            switch (codecs.decode(file, stream.kind().isIds() ? options.forIds() : options)) {
              case DecodedArray decoded -> decoded.values();
              case Refusal(Refusal.Reason reason, String detail) -> {
                fault(kindOf(reason), stream.name(), detail);
                yield null;
              }
            };
      };
    }

    private void values(StreamDeclaration stream, CheckedItem item, NdArray array) {
      Labels labels = stream.labels();
      if (labels != null) {
        classes(stream, labels, array);
      } else if (stream.kind().equals(StreamKind.POSE)) {
        pose(stream, array);
      } else if (stream.kind().equals(StreamKind.VECTOR)) {
        finite(stream, array);
      } else if (stream.measure().validRange() != null) {
        unit(stream, PhysicalValues.of(array, stream, item.attributes()));
      }
    }

    private void classes(StreamDeclaration stream, Labels labels, NdArray array) {
      Set<Integer> known = labels.ids();
      Map<Integer, Long> unknown = new TreeMap<>();
      for (int i = 0; i < array.length(); i++) {
        int id = (int) array.at(i);
        if (!known.contains(id)) {
          unknown.merge(id, 1L, Long::sum);
        }
      }
      if (!unknown.isEmpty()) {
        fault(
            Kind.UNKNOWN_CLASS,
            stream.name(),
            "Ids and their counts that the ontology does not have: " + unknown);
      }
    }

    private boolean finite(StreamDeclaration stream, NdArray array) {
      for (int i = 0; i < array.length(); i++) {
        if (!Double.isFinite(array.at(i))) {
          fault(Kind.NAN_IN_POSE, stream.name(), "Value %d is %s".formatted(i, array.at(i)));
          return false;
        }
      }
      return true;
    }

    private void pose(StreamDeclaration stream, NdArray array) {
      if (!finite(stream, array) || array.length() != 7) {
        return;
      }
      double squares = 0;
      for (int i = 3; i < 7; i++) {
        squares += array.at(i) * array.at(i);
      }
      if (Math.abs(Math.sqrt(squares) - 1) > QUATERNION_TOLERANCE) {
        fault(
            Kind.NAN_IN_POSE,
            stream.name(),
            "The quaternion has the length %s, so it is no rotation".formatted(Math.sqrt(squares)));
      }
    }

    private void unit(StreamDeclaration stream, PhysicalValues physical) {
      long values = physical.values().length() - physical.invalid();
      double share = values == 0 ? 0 : (double) physical.outOfRange() / values;
      if (share > settings.maxOutOfRangeShare()) {
        fault(
            Kind.WRONG_UNIT,
            stream.name(),
            "%d of %d values are outside %s %s, a share of %.3f above %s"
                .formatted(
                    physical.outOfRange(),
                    values,
                    stream.measure().validRange(),
                    stream.measure().unit(),
                    share,
                    settings.maxOutOfRangeShare()));
      }
    }

    void sizes(Set<String> group) {
      Map<String, String> sizes = new TreeMap<>();
      for (String stream : new TreeSet<>(group)) {
        NdArray array = arrays.get(stream);
        if (array != null && array.rank() >= 2) {
          sizes.put(stream, array.size(1) + " x " + array.size(0));
        }
      }
      if (Set.copyOf(sizes.values()).size() > 1) {
        fault(
            Kind.MIXED_SIZES,
            sizes.keySet().iterator().next(),
            "The streams must agree, but are " + sizes);
      }
    }

    void mask(MaskPair pair) {
      NdArray labels = arrays.get(pair.labels());
      NdArray picture = arrays.get(pair.picture());
      if (labels == null
          || picture == null
          || labels.size(0) != picture.size(0)
          || labels.size(1) != picture.size(1)) {
        return;
      }
      BoundaryAgreement agreement = BoundaryAgreement.of(labels, ignoreId(pair.labels()), picture);
      if (agreement.verdict() == BoundaryAgreement.Verdict.SHIFTED) {
        fault(
            Kind.SHIFTED_MASK,
            pair.labels(),
            "Moved by %d, %d pixels it fits '%s' better by %.3f (%.1f standard errors, %d blocks)"
                .formatted(
                    agreement.dxPx(),
                    agreement.dyPx(),
                    pair.picture(),
                    agreement.gain(),
                    agreement.t(),
                    agreement.blocks()));
      }
    }
  }

  private int ignoreId(String stream) {
    return streams.stream()
        .filter(one -> one.name().equals(stream))
        .map(StreamDeclaration::labels)
        .filter(labels -> labels != null && labels.ignoreId() != null)
        .findFirst()
        .map(Labels::ignoreId)
        .orElse(-1);
  }

  private static Kind kindOf(Refusal.Reason reason) {
    return Kind.valueOf(reason.name().toUpperCase(Locale.ROOT));
  }
}
