package dev.gyre.cli;

import dev.gyre.api.serving.Segment;
import dev.gyre.api.serving.SegmentApi;
import dev.gyre.api.serving.SegmentationAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "segment",
    description = "Asks an endpoint for the class of each pixel of one moment.",
    mixinStandardHelpOptions = true)
final class SegmentCommand implements Callable<Integer> {

  private static final List<Output.Column<Segment>> COLUMNS =
      List.of(
          new Output.Column<>("CLASS", Segment::className),
          new Output.Column<>("SCORE", segment -> decimal("%.4f", segment.score())),
          new Output.Column<>("AREA", segment -> decimal("%.1f %%", 100 * segment.areaShare())),
          new Output.Column<>("X", Segment::xPx),
          new Output.Column<>("Y", Segment::yPx),
          new Output.Column<>("WIDTH", Segment::widthPx),
          new Output.Column<>("HEIGHT", Segment::heightPx));

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--endpoint", required = true)
  private String endpoint = "";

  @Option(names = "--client-key", description = "your own name for this prediction")
  private @Nullable String clientKey;

  @Option(names = "--group", description = "such as a drive")
  private @Nullable String group;

  @Option(names = "--metadata", description = "a JSON object, such as {\"light\": \"night\"}")
  private @Nullable String metadata;

  @Option(names = "--mask", description = "writes the mask to this file, as PNG")
  private @Nullable Path mask;

  @Option(names = "--overlay", description = "writes the picture under its classes, as PNG")
  private @Nullable Path overlay;

  @Parameters(
      arity = "1..*",
      paramLabel = "STREAM=FILE",
      description = "the file of each stream that the model takes")
  private Map<String, Path> streams = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Map.Entry<String, Path> stream : streams.entrySet()) {
      if (!Files.isRegularFile(stream.getValue())) {
        throw new CommandFailure(Exit.USAGE, "%s is no file".formatted(stream.getValue()));
      }
      files.put(stream.getKey(), Files.readAllBytes(stream.getValue()));
    }
    Connection connection = options.connect();
    StreamForm form = StreamForm.of(files);
    SegmentationAnswer answer =
        connection
            .api(SegmentApi.class)
            .segment(
                connection.project(),
                endpoint,
                form.contentType(),
                clientKey,
                null,
                null,
                group,
                null,
                metadata,
                overlay != null,
                form.body());
    write(mask, answer.mask());
    write(overlay, answer.overlay());
    if (output.isTable()) {
      output.rows(spec.commandLine().getOut(), answer.segments(), COLUMNS);
    } else {
      output.one(spec.commandLine().getOut(), answer, List.of());
    }
    return Exit.OK;
  }

  private static void write(@Nullable Path file, @Nullable String base64) throws IOException {
    if (file != null && base64 != null) {
      Files.write(file, Base64.getDecoder().decode(base64));
    }
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
