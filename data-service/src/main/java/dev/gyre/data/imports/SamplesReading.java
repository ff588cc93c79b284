package dev.gyre.data.imports;

import dev.gyre.api.data.Reject;
import dev.gyre.api.project.TaskContract;
import dev.gyre.infra.jobs.RunningJob;
import java.io.IOException;
import java.nio.file.Path;

/** Archives whose file {@code samples.jsonl} has one line for each sample. */
final class SamplesReading implements ArchiveReading {

  @Override
  public void read(Path archive, TaskContract contract, ImportBatches batches, RunningJob running)
      throws IOException {
    try (SampleArchive files = SampleArchive.open(archive);
        JsonLines lines = files.index()) {
      SampleCheck check = new SampleCheck(contract, files, new FileProbe());
      JsonLines.Line line = lines.next();
      while (line != null) {
        take(line, check, batches);
        line = lines.next();
      }
      for (Reject reject : files.unnamed()) {
        batches.refuse(reject);
      }
    }
  }

  private static void take(JsonLines.Line line, SampleCheck check, ImportBatches batches)
      throws IOException {
    String item = "%s:%d".formatted(SampleArchive.INDEX, line.number());
    try {
      if (line.text() == null) {
        throw new NotTaken(
            "BAD_LINE",
            "The line has more than the limit of %d bytes, or is no UTF-8"
                .formatted(JsonLines.MAX_LINE_BYTES));
      }
      SampleLine parsed = check.parse(line.text());
      item = parsed.key();
      SampleCheck.Taken taken = check.check(parsed);
      batches.take(item, taken.sample(), taken.contents());
    } catch (NotTaken e) {
      batches.refuse(new Reject(item, e.reason(), e.detail()));
    }
  }
}
