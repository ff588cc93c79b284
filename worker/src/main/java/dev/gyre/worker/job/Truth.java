package dev.gyre.worker.job;

import dev.gyre.onnx.Preprocessing;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.preparation.PreparedSample;
import dev.gyre.trainer.LabelledSamples;
import java.util.Optional;

/** What a network is to learn of a prepared sample. */
sealed interface Truth {

  /** How many classes a sample has. */
  int places();

  /**
   * The classes of a sample, {@link LabelledSamples#IGNORED} where none is said; empty if it has no
   * truth.
   *
   * @throws IllegalArgumentException if there are others than the network knows
   */
  Optional<short[]> of(PreparedSample sample);

  /** The sample's own class. */
  record OneClass(int classes) implements Truth {

    @Override
    public int places() {
      return 1;
    }

    @Override
    public Optional<short[]> of(PreparedSample sample) {
      if (sample.classIndex() < 0) {
        return Optional.empty();
      }
      requireKnown(sample.classIndex(), classes);
      return Optional.of(new short[] {(short) sample.classIndex()});
    }
  }

  /**
   * The label map of a stream, in the network's size: each pixel has the class in which its centre
   * lies.
   *
   * @param stream name of the prepared truth
   * @param ignoreId the id that says nothing
   */
  record Map(String stream, int ignoreId, int classes, Preprocessing preprocessing)
      implements Truth {

    @Override
    public int places() {
      return preprocessing.heightPx() * preprocessing.widthPx();
    }

    @Override
    public Optional<short[]> of(PreparedSample sample) {
      if (sample.absent().contains(stream)) {
        return Optional.empty();
      }
      NdArray stored = sample.stream(stream);
      int height = preprocessing.heightPx();
      int width = preprocessing.widthPx();
      short[] map = new short[height * width];
      for (int y = 0; y < height; y++) {
        int row = centre(y, stored.size(0), height) * stored.size(1);
        for (int x = 0; x < width; x++) {
          int id = (int) stored.at(row + centre(x, stored.size(1), width));
          if (id == ignoreId) {
            map[y * width + x] = LabelledSamples.IGNORED;
          } else {
            requireKnown(id, classes);
            map[y * width + x] = (short) id;
          }
        }
      }
      return Optional.of(map);
    }

    private static int centre(int place, int from, int to) {
      return Math.toIntExact((2L * place + 1) * from / (2L * to));
    }
  }

  private static void requireKnown(int index, int classes) {
    if (index >= classes) {
      throw new IllegalArgumentException("has class %d of %d".formatted(index, classes));
    }
  }
}
