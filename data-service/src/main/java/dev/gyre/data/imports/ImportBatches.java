package dev.gyre.data.imports;

import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.data.Reject;
import dev.gyre.data.imports.ImportRepository.PlacedReject;
import dev.gyre.data.sample.IncomingSample;
import dev.gyre.data.sample.Intake;
import dev.gyre.data.sample.SampleIntake;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.streams.archive.ArchiveReject;
import dev.gyre.streams.archive.ClassFolderFile;
import dev.gyre.streams.archive.ClassFolderSink;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the files of one archive in batches: bytes first, then one short transaction. After a crash
 * the archive is read again from its start and what is there already is found by its key.
 */
final class ImportBatches implements ClassFolderSink {

  private static final int BATCH_SAMPLES = 1000;
  private static final int BATCH_BYTES = 48 << 20;

  private final ImportId id;
  private final SampleIntake.Origin origin;
  private final PictureCheck check;
  private final Stores stores;
  private final RunningJob running;
  private final List<Pending> pending = new ArrayList<>();
  private final List<PlacedReject> rejects = new ArrayList<>();
  private int pendingBytes;
  private int inputs;
  private int imported;
  private int duplicates;
  private int rejected;

  ImportBatches(
      ImportId id,
      SampleIntake.Origin origin,
      PictureCheck check,
      Stores stores,
      RunningJob running) {
    this.id = id;
    this.origin = origin;
    this.check = check;
    this.stores = stores;
    this.running = running;
  }

  /** Where things go. */
  record Stores(
      ArtifactStore artifacts,
      SampleIntake samples,
      ImportRepository imports,
      TransactionTemplate transactions) {}

  private record Pending(int ord, String path, IncomingSample sample, Content content) {}

  @Override
  public void accept(ClassFolderFile file, byte[] bytes) throws InterruptedIOException {
    int ord = inputs++;
    switch (check.check(file, bytes)) {
      case PictureCheck.Verdict.Refused(Reject reject) -> reject(ord, reject);
      case PictureCheck.Verdict.Taken(IncomingSample sample) -> {
        pending.add(
            new Pending(ord, file.path(), sample, new Content(bytes, sample.stream().mediaType())));
        pendingBytes += bytes.length;
      }
    }
    if (pending.size() >= BATCH_SAMPLES
        || pendingBytes >= BATCH_BYTES
        || rejects.size() >= BATCH_SAMPLES) {
      flush();
    }
  }

  @Override
  public void reject(ArchiveReject reject) {
    if (!reject.path().equals(MetadataFile.NAME)) {
      reject(inputs++, new Reject(reject.path(), reject.reason().name(), reject.detail()));
    }
  }

  private void reject(int ord, Reject reject) {
    rejects.add(new PlacedReject(ord, reject));
    rejected++;
  }

  /** Writes what has gathered. */
  void flush() throws InterruptedIOException {
    try {
      running.stopIfAsked();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The import was asked to stop");
    }
    if (!pending.isEmpty()) {
      stores.artifacts().putAll(pending.stream().map(Pending::content).toList());
    }
    stores.transactions().executeWithoutResult(_ -> write());
    pending.clear();
    rejects.clear();
    pendingBytes = 0;
    running.report(0.5, "%d files read, %d new samples".formatted(inputs, imported));
  }

  private void write() {
    int newImported = 0;
    int newDuplicates = 0;
    List<PlacedReject> refused = new ArrayList<>(rejects);
    if (!pending.isEmpty()) {
      List<Intake> results =
          stores.samples().add(origin, pending.stream().map(Pending::sample).toList());
      for (int i = 0; i < results.size(); i++) {
        switch (results.get(i).kind()) {
          case NEW, MADE_BEFORE -> newImported++;
          case EQUAL -> newDuplicates++;
          case DIFFERENT -> refused.add(taken(pending.get(i)));
        }
      }
    }
    stores.imports().addRejects(id, refused);
    imported += newImported;
    duplicates += newDuplicates;
    rejected += refused.size() - rejects.size();
    stores.imports().update(id, ImportState.RUNNING, counts());
  }

  private static PlacedReject taken(Pending pending) {
    return new PlacedReject(
        pending.ord(),
        new Reject(
            pending.path(),
            "KEY_TAKEN",
            "The project has a sample '%s' of other content; give this one another name"
                .formatted(pending.sample().key())));
  }

  ImportCounts counts() {
    return new ImportCounts(inputs, imported, duplicates, rejected);
  }
}
