package dev.gyre.data.imports;

import dev.gyre.api.data.Reject;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.sample.IncomingSample;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.streams.archive.ArchiveLimits;
import dev.gyre.streams.archive.ArchiveReject;
import dev.gyre.streams.archive.ClassFolderFile;
import dev.gyre.streams.archive.ClassFolderSink;
import dev.gyre.streams.archive.ClassFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Archives of the form {@code class/name.png}. */
final class ClassFolderReading implements ArchiveReading {

  private static final int MAX_UNUSED = 100;

  @Override
  public void read(Path archive, TaskContract contract, ImportBatches batches, RunningJob running)
      throws IOException {
    MetadataFile metadata = MetadataFile.in(archive);
    ClassFolders folders = new ClassFolders(ArchiveLimits.STANDARD, 0);
    ArchiveReading.requireWhole(folders.readZip(archive, new Unread()));
    ArchiveReading.requireWhole(
        folders.readZip(archive, new Pictures(new PictureCheck(contract, metadata), batches)));
    metadata.unused().stream()
        .sorted()
        .limit(MAX_UNUSED)
        .forEach(name ->
            running.log(
                "%s names '%s', which is not in the archive".formatted(MetadataFile.NAME, name)));
  }

  private record Pictures(PictureCheck check, ImportBatches batches) implements ClassFolderSink {

    @Override
    public void accept(ClassFolderFile file, byte[] bytes) throws IOException {
      switch (check.check(file, bytes)) {
        case Verdict.Refused(Reject reject) -> batches.refuse(reject);
        case Verdict.Taken(IncomingSample sample, Content content) ->
            batches.take(file.path(), sample, List.of(content));
      }
    }

    @Override
    public void reject(ArchiveReject reject) throws IOException {
      if (!reject.path().equals(MetadataFile.NAME)) {
        batches.refuse(new Reject(reject.path(), reject.reason().name(), reject.detail()));
      }
    }
  }

  private static final class Unread implements ClassFolderSink {
    @Override
    public void accept(ClassFolderFile file, byte[] bytes) {}

    @Override
    public void reject(ArchiveReject reject) {}
  }
}
