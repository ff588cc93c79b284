package dev.gyre.scoring.proof;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A perceptron 64-32-10 with ReLU and softmax, trained by Adam: just enough to fail and learn. */
final class SmallNetwork {

  private static final int IN = 64;
  private static final int HIDDEN = 32;
  private static final int OUT = 10;
  private static final int SECOND = HIDDEN * (IN + 1); // where the second layer's weights begin
  private static final int SIZE = SECOND + OUT * (HIDDEN + 1);
  private static final float RATE = 0.005f;
  private static final int BATCH = 32;

  private final float[] weights = new float[SIZE]; // rows of weights, each with its bias last
  private final float[] gradient = new float[SIZE];
  private final float[] hidden = new float[HIDDEN];
  private final float[] output = new float[OUT];
  private final float[] back = new float[HIDDEN];

  private SmallNetwork(SplittableRandom random) {
    for (int i = 0; i < SIZE; i++) {
      int width = i < SECOND ? IN + 1 : HIDDEN + 1;
      boolean bias = (i < SECOND ? i : i - SECOND) % width == width - 1;
      weights[i] = bias ? 0 : (float) (random.nextGaussian() * Math.sqrt(2.0 / (width - 1)));
    }
  }

  static SmallNetwork train(float[][] images, int[] labels, int epochs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SmallNetwork network = new SmallNetwork(random);
    int[] order = new int[images.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    float[] mean = new float[SIZE];
    float[] square = new float[SIZE];
    int step = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (int from = 0; from < order.length; from += BATCH) {
        int to = Math.min(from + BATCH, order.length);
        Arrays.fill(network.gradient, 0);
        for (int i = from; i < to; i++) {
          network.backward(images[order[i]], labels[order[i]]);
        }
        network.adam(mean, square, ++step, 1f / (to - from));
      }
    }
    return network;
  }

  static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  int predict(float[] image) {
    forward(image);
    int best = 0;
    for (int k = 1; k < OUT; k++) {
      best = output[k] > output[best] ? k : best;
    }
    return best;
  }

  private void forward(float[] image) {
    for (int h = 0; h < HIDDEN; h++) {
      hidden[h] = Math.max(0, dot(h * (IN + 1), image, IN));
    }
    for (int k = 0; k < OUT; k++) {
      output[k] = dot(SECOND + k * (HIDDEN + 1), hidden, HIDDEN);
    }
  }

  private float dot(int row, float[] values, int width) {
    float sum = weights[row + width];
    for (int i = 0; i < width; i++) {
      sum += weights[row + i] * values[i];
    }
    return sum;
  }

  private void backward(float[] image, int label) {
    forward(image);
    softmax();
    output[label] -= 1;
    Arrays.fill(back, 0);
    for (int k = 0; k < OUT; k++) {
      int row = SECOND + k * (HIDDEN + 1);
      for (int h = 0; h < HIDDEN; h++) {
        back[h] += weights[row + h] * output[k];
        gradient[row + h] += output[k] * hidden[h];
      }
      gradient[row + HIDDEN] += output[k];
    }
    for (int h = 0; h < HIDDEN; h++) {
      if (hidden[h] > 0) {
        int row = h * (IN + 1);
        for (int i = 0; i < IN; i++) {
          gradient[row + i] += back[h] * image[i];
        }
        gradient[row + IN] += back[h];
      }
    }
  }

  private void softmax() {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : output) {
      largest = Math.max(largest, value);
    }
    float sum = 0;
    for (int k = 0; k < OUT; k++) {
      output[k] = (float) Math.exp(output[k] - largest);
      sum += output[k];
    }
    for (int k = 0; k < OUT; k++) {
      output[k] /= sum;
    }
  }

  private void adam(float[] mean, float[] square, int step, float scale) {
    float meanCorrection = (float) (1 - Math.pow(0.9, step));
    float squareCorrection = (float) (1 - Math.pow(0.999, step));
    for (int i = 0; i < SIZE; i++) {
      float g = gradient[i] * scale;
      mean[i] = 0.9f * mean[i] + 0.1f * g;
      square[i] = 0.999f * square[i] + 0.001f * g * g;
      weights[i] -=
          RATE
              * (mean[i] / meanCorrection)
              / ((float) Math.sqrt(square[i] / squareCorrection) + 1e-8f);
    }
  }
}
