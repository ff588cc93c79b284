package dev.gyre.worker.transfer;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.worker.attempt.AttemptClient;
import dev.gyre.worker.attempt.Backoff;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Moves artifacts between the object store and files. A failed transfer is tried again with a new
 * address; what arrives with another digest than asked for is never kept.
 */
public final class ArtifactTransfer {

  /** How many files are fetched at once. */
  private static final int PARALLEL = 8;

  /** So few that their addresses, valid for some minutes, do not expire before their turn. */
  private static final int BATCH = 128;

  private static final int TRIES = 4;
  private static final long BATCH_MINUTES = 15;

  private final AttemptClient client;
  private final StoreExchange store;

  public ArtifactTransfer(HttpClient http, AttemptClient client) {
    this.client = client;
    this.store = new StoreExchange(http);
  }

  /**
   * Fetches all, or throws and leaves no part of what failed.
   *
   * @throws PlatformException with {@code TOO_LARGE} above a bound, {@code DEPENDENCY} if bytes do
   *     not have their digest or the store does not answer, or as the server refuses the addresses
   * @throws IOException if a target cannot be written
   */
  public void fetch(List<Wanted> wanted) throws IOException {
    for (int from = 0; from < wanted.size(); from += BATCH) {
      fetchBatch(wanted.subList(from, Math.min(wanted.size(), from + BATCH)));
    }
  }

  /** Fetches one. */
  public Path fetch(Digest digest, Path target, long maxBytes) throws IOException {
    fetch(List.of(new Wanted(digest, target, maxBytes)));
    return target;
  }

  /**
   * Puts a file into the store, where it stays for a while; the completion of the attempt keeps it.
   *
   * @param name what it is within the job's result
   */
  public JobArtifact put(String name, Path file, String mediaType) throws IOException {
    FileFacts facts = FileFacts.of(file);
    JobUrls.Upload upload =
        repeat(() -> {
          JobUrls.Upload address = urls(List.of(), 1).uploads().getFirst();
          store.put(address, file);
          return address;
        });
    return new JobArtifact(name, facts.digest(), facts.size(), mediaType, upload.upload());
  }

  private void fetchBatch(List<Wanted> wanted) throws IOException {
    Map<Digest, JobUrls.Input> addresses =
        addresses(wanted.stream().map(Wanted::digest).distinct().toList());
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (Wanted each : wanted) {
      tasks.add(() -> fetch(each, addresses));
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
      await(threads.invokeAll(tasks, BATCH_MINUTES, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while artifacts were fetched");
    }
  }

  private boolean fetch(Wanted wanted, Map<Digest, JobUrls.Input> addresses) throws IOException {
    List<JobUrls.Input> first = new ArrayList<>(List.of(address(addresses, wanted.digest())));
    return repeat(() -> {
      JobUrls.Input address =
          first.isEmpty()
              ? address(addresses(List.of(wanted.digest())), wanted.digest())
              : first.removeFirst();
      store.get(address, wanted);
      return Boolean.TRUE;
    });
  }

  private Map<Digest, JobUrls.Input> addresses(List<Digest> digests) {
    Map<Digest, JobUrls.Input> addresses = new HashMap<>();
    urls(digests, 0).inputs().forEach(input -> addresses.put(input.digest(), input));
    return addresses;
  }

  private JobUrls urls(List<Digest> inputs, int uploads) {
    return Backoff.STANDARD.call(() -> client.urls(new JobUrlQuery(inputs, uploads)));
  }

  private static JobUrls.Input address(Map<Digest, JobUrls.Input> addresses, Digest digest) {
    JobUrls.Input address = addresses.get(digest);
    if (address == null) {
      throw PlatformException.notFound("address of artifact", digest);
    }
    return address;
  }

  private interface Transfer<T> {
    T run() throws IOException, StoreExchange.FailedException;
  }

  private static <T> T repeat(Transfer<T> transfer) throws IOException {
    Duration pause = Backoff.STANDARD.first();
    for (int tries = 1; ; tries++) {
      try {
        return transfer.run();
      } catch (StoreExchange.FailedException e) {
        if (tries == TRIES || Thread.currentThread().isInterrupted()) {
          throw e.forCaller();
        }
      }
      Backoff.pause(pause);
      pause = Backoff.STANDARD.longer(pause);
    }
  }

  private static void await(Collection<Future<Boolean>> transfers) throws IOException {
    for (Future<Boolean> transfer : transfers) {
      try {
        if (transfer.isCancelled()) {
          throw new IOException(
              "Artifacts did not arrive within %d minutes".formatted(BATCH_MINUTES));
        }
        Boolean _ = transfer.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while artifacts were fetched");
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case PlatformException refusal -> throw refusal;
          case IOException failure -> throw failure;
          case null, default -> throw new IOException("A transfer failed", e);
        }
      }
    }
  }
}
