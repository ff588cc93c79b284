package dev.gyre.streams.preparation;

import dev.gyre.streams.check.CheckSettings;
import dev.gyre.streams.check.CheckedSample;
import dev.gyre.streams.check.Fault;
import dev.gyre.streams.check.SampleCheck;
import dev.gyre.streams.codec.DecodeOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares inputs on several threads and gives what came of them in the order of the inputs. Files
 * are read on the caller's thread, one input after the other.
 */
final class OrderedOutcomes implements AutoCloseable {

  /** What came of an input. */
  sealed interface Outcome {

    /** The sample as it is written. */
    record Done(InputSample input, SamplePreparation.Prepared prepared) implements Outcome {}

    /** The input is not in the set. */
    record Rejected(Reject reject) implements Outcome {}
  }

  private final SamplePreparation preparation;
  private final SampleCheck times;
  private final Iterator<InputSample> inputs;
  private final int ahead;
  private final ExecutorService executor;
  private final Deque<Future<Outcome>> pending = new ArrayDeque<>();

  OrderedOutcomes(SamplePreparation preparation, List<InputSample> inputs, RunSettings settings) {
    this.preparation = preparation;
    this.times =
        new SampleCheck(
            List.of(), CheckSettings.STANDARD, settings.codecs(), DecodeOptions.STANDARD);
    this.inputs = inputs.iterator();
    this.ahead = 2 * settings.threads();
    this.executor =
        Executors.newFixedThreadPool(
            settings.threads(), Thread.ofPlatform().daemon().name("prepare-", 0).factory());
  }

  /**
   * The outcome of the next input. Not to be called more often than there are inputs.
   *
   * @throws IOException if a source fails or the thread is interrupted
   */
  Outcome next() throws IOException {
    while (pending.size() < ahead && inputs.hasNext()) {
      pending.add(start(inputs.next()));
    }
    try {
      return pending.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("The run was interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A sample cannot be prepared", e.getCause());
    }
  }

  private Future<Outcome> start(InputSample input) throws IOException {
    try {
      requireOwnTime(input);
      LoadedSample loaded = preparation.load(input);
      return executor.submit(() -> outcome(loaded));
    } catch (RejectedException e) {
      return CompletableFuture.completedFuture(new Outcome.Rejected(e.of(input)));
    }
  }

  private void requireOwnTime(InputSample input) throws RejectedException {
    SequencePlace place = input.place();
    if (place != null && place.timeNanos() != null) {
      List<Fault> faults =
          times.check(
              new CheckedSample(input.key(), place.sequence(), place.timeNanos(), Map.of()));
      if (!faults.isEmpty()) {
        throw new RejectedException(null, Reject.Reason.DUPLICATE_TIME, faults.getFirst().detail());
      }
    }
  }

  private Outcome outcome(LoadedSample loaded) {
    try {
      return new Outcome.Done(loaded.input(), preparation.prepare(loaded));
    } catch (RejectedException e) {
      return new Outcome.Rejected(e.of(loaded.input()));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
  }
}
