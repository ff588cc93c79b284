package dev.gyre.streams.preparation;

import dev.gyre.streams.align.AlignedItem;
import dev.gyre.streams.align.TimedItem;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import dev.gyre.streams.codec.NpyCodec;
import dev.gyre.streams.declaration.ItemTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a sample: in its {@code meta.json}, and hashed. Times are decimal strings,
 * because they pass what a JSON number holds.
 */
final class SampleRecord {

  private final PreparationSpec spec;
  private final LoadedSample sample;
  private final Map<String, PreparedValues> values;
  private final Map<String, String> digests = new HashMap<>();

  SampleRecord(PreparationSpec spec, LoadedSample sample, Map<String, PreparedValues> values) {
    this.spec = spec;
    this.sample = sample;
    this.values = values;
    for (PreparedStream stream : spec.streams()) {
      byte[] file = sample.files().get(stream.name());
      PreparedValues own = values.get(stream.name());
      if (file != null) {
        digests.put(stream.name(), Sha256.of(file));
      } else if (own != null) {
        digests.put(stream.name(), digest(own.decoded()));
      }
    }
  }

  /** Canonical JSON for the shard. */
  String meta(String specDigest) {
    Map<String, @Nullable Object> meta = facts();
    meta.put("preparation", specDigest);
    PreparedValues picture = picture();
    if (picture != null) {
      NdArray decoded = picture.decoded();
      meta.put("decoded", Map.of("width", decoded.size(1), "height", decoded.size(0)));
    } else {
      meta.put("streams", streams(false));
    }
    return CanonicalJson.write(meta);
  }

  /** SHA-256 of what the sample says, whatever the format in which values are written. */
  String digest() {
    Map<String, @Nullable Object> facts = facts();
    PreparedValues picture = picture();
    if (picture != null) {
      facts.put("image", image(picture.target()));
    } else {
      facts.put("streams", streams(true));
    }
    return Sha256.of(CanonicalJson.write(facts));
  }

  private @Nullable PreparedValues picture() {
    return spec.isOnePicture() ? values.get(PreparedStream.PICTURE) : null;
  }

  private Map<String, @Nullable Object> facts() {
    InputSample input = sample.input();
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("key", input.key());
    facts.put("label", input.label());
    facts.put("split", input.split().wireName());
    facts.put("group", input.group());
    facts.put("sources", sources());
    SequencePlace place = input.place();
    if (place != null) {
      Map<String, @Nullable Object> members = new HashMap<>();
      members.put("id", place.sequence());
      members.put("index", place.index());
      members.put("time_ns", place.timeNanos() == null ? null : place.timeNanos().toString());
      facts.put("sequence", members);
    }
    return facts;
  }

  private List<Map<String, Object>> sources() {
    List<Map<String, Object>> sources = new ArrayList<>();
    for (PreparedStream stream : spec.streams()) {
      InputItem item = sample.input().item(stream);
      String digest = digests.get(stream.name());
      if (item != null && digest != null) {
        sources.add(Map.of("id", item.sourceId(), "sha256", digest));
      }
    }
    return sources;
  }

  private Map<String, Object> streams(boolean withValues) {
    Map<String, Object> members = new TreeMap<>();
    for (PreparedStream stream : spec.streams()) {
      InputItem item = sample.input().item(stream);
      PreparedValues own = values.get(stream.name());
      members.put(
          stream.name(),
          item == null || own == null
              ? Map.of("present", false)
              : stream(item, own, digests.getOrDefault(stream.name(), ""), withValues));
    }
    return members;
  }

  private static Map<String, @Nullable Object> stream(
      InputItem item, PreparedValues own, String digest, boolean withValues) {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("present", true);
    members.put("source", item.sourceId());
    members.put("sha256", digest);
    members.put("times", times(item.attributes().times()));
    if (item.aligned() != null) {
      members.put("alignment", alignment(item.aligned()));
    }
    if (own.camera() != null) {
      members.put("camera", own.camera().toMembers());
    }
    NdArray shown = withValues ? own.target() : own.decoded();
    members.put(
        withValues ? "values" : "decoded",
        withValues ? Map.of("form", form(shown), "sha256", digest(shown)) : form(shown));
    return members;
  }

  private static Map<String, Object> form(NdArray array) {
    return Map.of(
        "type", array.type().wireName(), "shape", Arrays.stream(array.shape()).boxed().toList());
  }

  private static Map<String, @Nullable Object> times(ItemTimes times) {
    Map<String, @Nullable Object> members = new HashMap<>();
    Map<String, String> clocks = new TreeMap<>();
    times.byClock().forEach((clock, nanos) -> clocks.put(clock, nanos.toString()));
    members.put("by_clock_ns", clocks);
    members.put("exposure_start_ns", text(times.exposureStartNanos()));
    members.put("exposure_end_ns", text(times.exposureEndNanos()));
    members.put("row_ns", text(times.rowNanos()));
    return members;
  }

  private static @Nullable String text(@Nullable Long number) {
    return number == null ? null : number.toString();
  }

  private static Map<String, Object> alignment(AlignedItem aligned) {
    return switch (aligned) {
      case AlignedItem.Exact(TimedItem item) -> Map.of("came", "exact", "item", timed(item));
      case AlignedItem.Matched(TimedItem item, long skew) ->
          Map.of("came", "matched", "item", timed(item), "skew_ns", Long.toString(skew));
      case AlignedItem.Held(TimedItem item, long age) ->
          Map.of("came", "held", "item", timed(item), "age_ns", Long.toString(age));
      case AlignedItem.Interpolated(TimedItem before, TimedItem after, double share) ->
          Map.of(
              "came",
              "interpolated",
              "before",
              timed(before),
              "after",
              timed(after),
              "share",
              share);
      case AlignedItem.Filled() -> Map.of("came", "filled");
    };
  }

  private static Map<String, Object> timed(TimedItem item) {
    Map<String, String> times = new TreeMap<>();
    item.timesNanos().forEach((clock, nanos) -> times.put(clock.wireName(), nanos.toString()));
    return Map.of("id", item.id(), "times_ns", times);
  }

  private static Map<String, Object> image(NdArray array) {
    return Map.of(
        "height", array.size(0),
        "width", array.size(1),
        "channels", array.rank() == 2 ? 1 : array.size(2),
        "sha256", Sha256.of(array.bytes()));
  }

  private static String digest(NdArray array) {
    return Sha256.of(new NpyCodec().encode(array));
  }
}
