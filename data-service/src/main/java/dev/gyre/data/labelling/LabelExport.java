package dev.gyre.data.labelling;

import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.LabelTaskState;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.ProjectId;
import dev.gyre.data.sample.Samples;
import dev.gyre.infra.artifactstore.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What is left to label in a queue, as a zip for tools of people's own. */
@Component
class LabelExport {

  private static final int PAGE = 500;

  private final LabelQueues queues;
  private final TaskRepository tasks;
  private final Samples samples;
  private final ArtifactStore artifacts;
  private final Clock clock;

  LabelExport(
      LabelQueues queues,
      TaskRepository tasks,
      Samples samples,
      @Qualifier("dataArtifacts") ArtifactStore artifacts,
      Clock clock) {
    this.queues = queues;
    this.tasks = tasks;
    this.samples = samples;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /** Written to a file first, which is gone when the caller closes the stream. */
  InputStream export(ProjectId project, LabelQueueId queue) {
    queues.get(project, queue);
    try {
      Path file = Files.createTempFile("gyre-labels", ".zip");
      try (OutputStream out = Files.newOutputStream(file)) {
        write(project, queue, out);
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(ProjectId project, LabelQueueId queue, OutputStream out) throws IOException {
    List<LabelFile.Row> rows = new ArrayList<>();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Sample sample : open(project, queue)) {
        StreamItem item = sample.streams().getFirst();
        String name = "images/" + sample.key() + ending(item.mediaType());
        zip.putNextEntry(new ZipEntry(name));
        try (InputStream bytes = artifacts.open(item.artifact())) {
          bytes.transferTo(zip);
        }
        zip.closeEntry();
        String className = sample.className() == null ? "" : sample.className();
        rows.add(new LabelFile.Row(sample.key(), name, className, sample.revision()));
      }
      zip.putNextEntry(new ZipEntry("labels.csv"));
      zip.write(LabelFile.write(rows));
      zip.closeEntry();
    }
  }

  private List<Sample> open(ProjectId project, LabelQueueId queue) {
    List<Sample> open = new ArrayList<>();
    int after = -1;
    List<TaskRepository.Placed> page = tasks.list(queue, null, after, PAGE, clock.instant());
    while (!page.isEmpty()) {
      open.addAll(
          samples.getAll(
              project,
              page.stream()
                  .map(TaskRepository.Placed::task)
                  .filter(task -> task.state() != LabelTaskState.SUBMITTED)
                  .map(LabelTask::sample)
                  .toList()));
      after = page.getLast().ord();
      page = tasks.list(queue, null, after, PAGE, clock.instant());
    }
    return open;
  }

  private static String ending(String mediaType) {
    return switch (mediaType) {
      case "image/png" -> ".png";
      case "image/jpeg" -> ".jpg";
      default -> ".bin";
    };
  }
}
