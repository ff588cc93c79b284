package dev.gyre.data.imports;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.sample.IncomingSample;
import dev.gyre.data.sample.Metadata;
import dev.gyre.data.sample.SampleStreams;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.streams.archive.ClassFolderFile;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageFormat;
import dev.gyre.streams.image.ImageHeader;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.ImageRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Judges the files of an archive by the task contract; the same file always alike. */
final class PictureCheck {

  /** The folder whose files get no label. */
  static final String UNLABELLED = "_unlabelled";

  private static final int MAX_KEY = 1024;

  private final TaskContract contract;
  private final StreamSpec stream;
  private final MetadataFile metadata;
  private final ImageCodec codec = new ImageIoCodec();

  PictureCheck(TaskContract contract, MetadataFile metadata) {
    this.contract = contract;
    this.stream = contract.streams().getFirst();
    this.metadata = metadata;
  }

  Verdict check(ClassFolderFile file, byte[] bytes) {
    Map<String, String> row = metadata.take(file.path());
    String className = file.label().equals(UNLABELLED) ? null : file.label();
    if (className != null && contract.indexOf(className) < 0) {
      return refused(
          file,
          "UNKNOWN_CLASS",
          "'%s' is no class of the task contract; it has %s"
              .formatted(className, contract.classes()));
    }
    if (file.key().length() > MAX_KEY) {
      return refused(file, "INVALID_KEY", "The key has more than %d characters".formatted(MAX_KEY));
    }
    Optional<SampleStreams.Violation> violation =
        SampleStreams.violation(contract, List.of(stream.name()));
    if (violation.isPresent()) {
      return refused(file, violation.get().reason(), violation.get().detail());
    }
    return switch (codec.probe(bytes, ImageLimits.STANDARD)) {
      case ImageRefusal refusal -> refused(file, refusal.reason().name(), refusal.detail());
      case ImageHeader header -> picture(file, bytes, new Picture(header, className, row));
    };
  }

  private record Picture(ImageHeader header, @Nullable String className, Map<String, String> row) {}

  private Verdict picture(ClassFolderFile file, byte[] bytes, Picture picture) {
    ImageHeader header = picture.header();
    Integer channels = stream.channels();
    if (channels != null && channels != header.channels()) {
      return refused(
          file,
          "WRONG_CHANNELS",
          "The picture has %d channels; stream '%s' has %d"
              .formatted(header.channels(), stream.name(), channels));
    }
    ObjectNode values;
    try {
      values = Metadata.parse(picture.row(), contract);
    } catch (PlatformException e) {
      return refused(file, "BAD_METADATA", e.detail());
    }
    String group = Metadata.group(values, contract);
    if (group == null && !contract.groupKey().isEmpty()) {
      return refused(
          file,
          "NO_GROUP",
          "The group key %s is not in %s".formatted(contract.groupKey(), MetadataFile.NAME));
    }
    String mediaType = header.format() == ImageFormat.PNG ? "image/png" : "image/jpeg";
    Content content = new Content(bytes, mediaType);
    StreamItem item =
        new StreamItem(stream.name(), content.artifact().digest(), mediaType, bytes.length);
    return new Verdict.Taken(
        IncomingSample.of(file.key(), group, values, item, picture.className()), content);
  }

  private static Verdict refused(ClassFolderFile file, String reason, String detail) {
    return new Verdict.Refused(new Reject(file.path(), reason, detail));
  }
}
