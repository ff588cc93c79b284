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
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the samples of one archive in batches: bytes first, then one short transaction. After a
 * crash the archive is read again from its start and what is there already is found by its key.
 */
final class ImportBatches {

  private static final int BATCH_SAMPLES = 1000;
  private static final int BATCH_BYTES = 48 << 20;

  private final ImportId id;
  private final SampleIntake.Origin origin;
  private final Stores stores;
  private final RunningJob running;
  private final List<Pending> pending = new ArrayList<>();
  private final List<PlacedReject> rejects = new ArrayList<>();
  private long pendingBytes;
  private int inputs;
  private int imported;
  private int duplicates;
  private int rejected;

  ImportBatches(ImportId id, SampleIntake.Origin origin, Stores stores, RunningJob running) {
    this.id = id;
    this.origin = origin;
    this.stores = stores;
    this.running = running;
  }

  /** Where things go. */
  record Stores(
      ArtifactStore artifacts,
      SampleIntake samples,
      ImportRepository imports,
      TransactionTemplate transactions) {}

  private record Pending(int ord, String item, IncomingSample sample, List<Content> contents) {}

  /**
   * Takes a sample; its contents are the batches' from then on.
   *
   * @param item what stands for the sample in the archive
   */
  void take(String item, IncomingSample sample, List<Content> contents)
      throws InterruptedIOException {
    pending.add(new Pending(inputs++, item, sample, contents));
    for (Content content : contents) {
      pendingBytes += content.artifact().sizeBytes();
    }
    flushIfFull();
  }

  /** Hears of an input that is no sample. */
  void refuse(Reject reject) throws InterruptedIOException {
    rejects.add(new PlacedReject(inputs++, reject));
    rejected++;
    flushIfFull();
  }

  private void flushIfFull() throws InterruptedIOException {
    if (pending.size() >= BATCH_SAMPLES
        || pendingBytes >= BATCH_BYTES
        || rejects.size() >= BATCH_SAMPLES) {
      flush();
    }
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
      stores
          .artifacts()
          .putAll(pending.stream().flatMap(each -> each.contents().stream()).toList());
    }
    stores.transactions().executeWithoutResult(_ -> write());
    pending.clear();
    rejects.clear();
    pendingBytes = 0;
    running.report(0.5, "%d inputs read, %d new samples".formatted(inputs, imported));
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
            pending.item(),
            "KEY_TAKEN",
            "The project has a sample '%s' of other content; give this one another name"
                .formatted(pending.sample().key())));
  }

  ImportCounts counts() {
    return new ImportCounts(inputs, imported, duplicates, rejected);
  }
}
