package dev.gyre.worker.job;

import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.data.TruthSpec;
import dev.gyre.streams.Split;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.preparation.InputItem;
import dev.gyre.streams.preparation.InputSample;
import dev.gyre.streams.preparation.SequencePlace;
import dev.gyre.streams.shard.ShardKey;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of a dataset version as inputs of a preparation: of each those streams and maps that
 * are prepared. What can be said by the manifest alone is a reject before anything is fetched.
 */
final class SampleInputs {

  /** Samples of one picture have their stream under this name. */
  private static final String PICTURE = "image";

  private final PreparationSpec spec;
  private final boolean onePicture;
  private final List<Member> members = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();

  /** A piece of a member: its file and what it says of itself. */
  private record Piece(PreparedStreamSpec stream, ManifestFile file, ItemAttributes attributes) {}

  private record Member(ManifestRow row, @Nullable SequencePlace place, List<Piece> pieces) {}

  /** A member that is not taken. */
  private static final class NotTaken extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Reject reject;

    NotTaken(ManifestRow row, PreparedStreamSpec stream, String reason, String detail) {
      this(new Reject(row.key(), reason, detail, stream.name()));
    }

    NotTaken(Reject reject) {
      super(reject.detail());
      this.reject = reject;
    }
  }

  /**
   * @param rows in the order of their keys
   * @param onePicture whether samples are written as one picture, see {@link
   *     Preparations#isOnePicture}
   */
  SampleInputs(PreparationSpec spec, boolean onePicture, List<ManifestRow> rows) {
    this.spec = spec;
    this.onePicture = onePicture;
    Map<String, SequencePlace> places = places(rows);
    for (ManifestRow row : rows) {
      try {
        members.add(new Member(row, places.get(row.key()), pieces(row)));
      } catch (NotTaken e) {
        rejects.add(e.reject);
      }
    }
    members.sort(
        Comparator.comparing((Member member) -> member.row().split())
            .thenComparing(member -> order(member.row())));
  }

  /** Those that are not taken. */
  List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  /** The name that the preparation has for a stream of the run. */
  String nameOf(String stream) {
    return onePicture ? spec.streams().getFirst().name() : stream;
  }

  /** All files, in the order in which a run opens them. */
  List<ManifestFile> files() {
    return files(members.size());
  }

  /** The files of the first samples. */
  List<ManifestFile> files(int first) {
    return members.stream()
        .limit(first)
        .flatMap(member -> member.pieces().stream())
        .map(Piece::file)
        .toList();
  }

  /** The samples, whose files are taken from a window. */
  List<InputSample> samples(ItemWindow window) {
    return samples(window, members.size());
  }

  /** The first samples. */
  List<InputSample> samples(ItemWindow window, int first) {
    return members.stream().limit(first).map(member -> sample(member, window)).toList();
  }

  private InputSample sample(Member member, ItemWindow window) {
    Map<String, InputItem> streams = new HashMap<>();
    Map<String, InputItem> annotations = new HashMap<>();
    ManifestRow row = member.row();
    for (Piece piece : member.pieces()) {
      InputItem item =
          InputItem.of(row.sampleId(), () -> new ByteArrayInputStream(window.take(piece.file())))
              .with(piece.attributes());
      String name = onePicture ? PICTURE : piece.stream().name();
      (piece.stream().measured() ? streams : annotations).put(name, item);
    }
    return new InputSample(
        row.key(),
        row.className(),
        split(row),
        Objects.requireNonNullElse(row.group(), row.key()),
        member.place(),
        streams,
        annotations);
  }

  private List<Piece> pieces(ManifestRow row) throws NotTaken {
    List<Piece> pieces = new ArrayList<>();
    for (PreparedStreamSpec stream : spec.streams()) {
      TruthSpec truth = stream.truth();
      Piece piece = truth == null ? item(row, stream) : map(row, stream, truth);
      if (piece != null) {
        if (Rejects.isTooLarge(piece.file())) {
          throw new NotTaken(Rejects.tooLarge(piece.file()));
        }
        pieces.add(piece);
      }
    }
    return pieces;
  }

  private static @Nullable Piece item(ManifestRow row, PreparedStreamSpec stream) throws NotTaken {
    StreamItem item = row.stream(stream.name()).orElse(null);
    if (item == null) {
      return null;
    }
    try {
      return new Piece(
          stream,
          new ManifestFile(row.key(), stream.name(), item.artifact(), item.size()),
          ItemFacts.of(item.attributes()));
    } catch (IllegalArgumentException e) {
      throw new NotTaken(row, stream, "BAD_ATTRIBUTES", String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Piece map(ManifestRow row, PreparedStreamSpec stream, TruthSpec truth)
      throws NotTaken {
    List<Geometry.Dense> maps = row.maps(truth);
    if (maps.size() > 1) {
      throw new NotTaken(
          row,
          stream,
          "AMBIGUOUS_TRUTH",
          "%d accepted annotations are a %s of '%s'; keep one"
              .formatted(maps.size(), truth.kind(), truth.target()));
    }
    if (maps.isEmpty()) {
      return null;
    }
    Geometry.Dense map = maps.getFirst();
    return new Piece(
        stream,
        new ManifestFile(row.key(), stream.name(), map.artifact(), map.size()),
        ItemFacts.of(map));
  }

  /** By time, then key. */
  private static Map<String, SequencePlace> places(List<ManifestRow> rows) {
    Map<String, List<ManifestRow>> sequences = new HashMap<>();
    for (ManifestRow row : rows) {
      if (row.sequence() != null) {
        sequences.computeIfAbsent(row.sequence(), _ -> new ArrayList<>()).add(row);
      }
    }
    Map<String, SequencePlace> places = new HashMap<>();
    sequences.forEach((sequence, members) -> {
      members.sort(
          Comparator.comparing(
                  ManifestRow::timeNanos, Comparator.nullsLast(Comparator.naturalOrder()))
              .thenComparing(ManifestRow::key));
      for (int i = 0; i < members.size(); i++) {
        ManifestRow row = members.get(i);
        places.put(row.key(), new SequencePlace(sequence, i, row.timeNanos()));
      }
    });
    return places;
  }

  /** Their order within a split, as a run takes them. */
  private static String order(ManifestRow row) {
    return ShardKey.fits(row.key()) ? ShardKey.of(row.key()).value() : row.key();
  }

  private static Split split(ManifestRow row) {
    return switch (row.split()) {
      case TRAIN -> Split.TRAIN;
      case VALIDATION -> Split.VALIDATION;
      case TEST -> Split.TEST;
    };
  }
}
