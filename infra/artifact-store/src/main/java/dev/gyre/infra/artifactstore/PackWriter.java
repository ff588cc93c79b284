package dev.gyre.infra.artifactstore;

import dev.gyre.api.UuidV7;
import dev.gyre.infra.artifactstore.ArtifactTable.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Puts small artifacts together into packs, because an object store takes a few hundred small
 * objects a second and thousands of small artifacts may come.
 *
 * <p>A pack is written whole and at once: everything that is waiting, up to 64 MiB, becomes one
 * object and one transaction, and only then are its callers answered. So nothing that was accepted
 * ever lives in this process alone, and there is no open pack to be recovered after a crash. Nobody
 * waits for a pack to fill: while one is being written, the next gathers. A lone caller gets a pack
 * of one; under load packs grow by themselves.
 *
 * <p>One pack is written at a time, by one of the callers, who writes for all that wait.
 */
final class PackWriter {

  /** The largest pack, in bytes. */
  static final int PACK_BYTES = 64 << 20;

  private static final int PACK_ITEMS = 10_000;

  private final S3Bucket bucket;
  private final ArtifactTable table;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  PackWriter(S3Bucket bucket, ArtifactTable table) {
    this.bucket = bucket;
    this.table = table;
  }

  /** Where a pack's bytes are. */
  static String key(UUID pack) {
    return "packs/" + pack;
  }

  /** Stores one, together with whatever else is waiting. */
  void write(Content content) {
    Waiting own = new Waiting(content, new CompletableFuture<>());
    waiting.add(own);
    turn.lock();
    try {
      while (!own.written().isDone()) {
        writeWaiting();
      }
    } finally {
      turn.unlock();
    }
    try {
      own.written().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Stores many in packs of their own; each below {@link ArtifactStore#PACKED_BELOW}, no two equal.
   */
  void writeAll(List<Content> contents) {
    List<Content> pack = new ArrayList<>();
    long size = 0;
    for (Content content : contents) {
      if (size + content.bytes().length > PACK_BYTES || pack.size() == PACK_ITEMS) {
        writePack(pack);
        pack.clear();
        size = 0;
      }
      pack.add(content);
      size += content.bytes().length;
    }
    if (!pack.isEmpty()) {
      writePack(pack);
    }
  }

  private void writeWaiting() {
    List<Waiting> batch = new ArrayList<>();
    long size = 0;
    for (Waiting next = waiting.peek();
        next != null
            && size + next.content().bytes().length <= PACK_BYTES
            && batch.size() < PACK_ITEMS;
        next = waiting.peek()) {
      batch.add(next);
      size += next.content().bytes().length;
      waiting.remove();
    }
    try {
      writePack(batch.stream().map(Waiting::content).toList());
      batch.forEach(each -> each.written().complete(null));
    } catch (RuntimeException | Error e) {
      batch.forEach(each -> each.written().completeExceptionally(e));
    }
  }

  private void writePack(List<Content> contents) {
    byte[] pack = new byte[contents.stream().mapToInt(content -> content.bytes().length).sum()];
    UUID id = UuidV7.next();
    List<Row> rows = new ArrayList<>();
    int offset = 0;
    for (Content content : contents) {
      int length = content.bytes().length;
      System.arraycopy(content.bytes(), 0, pack, offset, length);
      rows.add(new Row(content.artifact(), id, (long) offset));
      offset += length;
    }
    // Two writers that insert the same digests in different orders would wait for each other.
    rows.sort(Comparator.comparing(row -> row.artifact().digest().hex()));
    bucket.put(key(id), pack, "application/octet-stream");
    table.insert(id, pack.length, rows);
  }

  private record Waiting(Content content, CompletableFuture<Void> written) {}
}
