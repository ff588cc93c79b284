package dev.gyre.cli;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.TaskContractsApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a person for the class of one sample after the other. */
final class LabelDialogue {

  private final Connection connection;
  private final LabelQueueId queue;
  private final BufferedReader in;
  private final PrintWriter out;
  private final LabelQueuesApi queues;
  private final SamplesApi samples;

  LabelDialogue(Connection connection, LabelQueueId queue, InputStream in, PrintWriter out) {
    this.connection = connection;
    this.queue = queue;
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.queues = connection.api(LabelQueuesApi.class);
    this.samples = connection.api(SamplesApi.class);
  }

  /** Ends at an empty line, at the end of the input, and when nothing is left. */
  void run() throws IOException {
    List<String> classes =
        connection.api(TaskContractsApi.class).current(connection.project()).contract().classes();
    out.printf("Classes: %s. An empty line ends.%n", String.join(", ", classes));
    Path picture = Files.createTempFile("gyre-label-", ".png");
    try {
      int done = 0;
      Optional<LabelTask> task = next();
      while (task.isPresent()) {
        @Nullable String className = ask(task.get(), picture, classes);
        if (className == null) {
          break;
        }
        queues.submit(
            connection.project(), queue, task.get().id(), new NewLabel(className, null, null));
        done++;
        task = next();
      }
      out.printf("%d labelled.%s%n", done, task.isEmpty() ? " Nothing is left." : "");
      out.flush();
    } finally {
      Files.deleteIfExists(picture);
    }
  }

  private Optional<LabelTask> next() {
    try {
      return Optional.of(queues.lease(connection.project(), queue));
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private @Nullable String ask(LabelTask task, Path picture, List<String> classes)
      throws IOException {
    fetch(task, picture);
    while (true) {
      out.printf("%s (picture: %s): ", task.sampleKey(), picture);
      out.flush();
      @Nullable String line = in.readLine();
      if (line == null || line.isBlank()) {
        return null;
      }
      if (classes.contains(line.strip())) {
        return line.strip();
      }
      out.printf("'%s' is no class of the task contract.%n", line.strip());
    }
  }

  private void fetch(LabelTask task, Path picture) throws IOException {
    Sample sample = samples.get(connection.project(), task.sample());
    StreamItem stream = sample.streams().getFirst();
    try (InputStream bytes = samples.bytes(connection.project(), task.sample(), stream.name())) {
      Files.copy(bytes, picture, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
