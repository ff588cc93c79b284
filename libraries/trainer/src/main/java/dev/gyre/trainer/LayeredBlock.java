package dev.gyre.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParameterList;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a network as the engine runs them. Gives two values: the logits, and the output of
 * the deepest layer.
 */
final class LayeredBlock extends AbstractBlock {
  /** The engine counts modes as OpenCV does: 1 is linear, with centres at halves. */
  private static final int LINEAR = 1;

  private final NetworkSpec network;
  private final int deepest;
  private final List<Block> blocks = new ArrayList<>();

  LayeredBlock(NetworkSpec network) {
    this.network = network;
    deepest = network.deepest();
    for (int i = 0; i < network.layers().size(); i++) {
      blocks.add(addChildBlock("layer%02d".formatted(i), block(network.layers().get(i))));
    }
  }

  /** The parameters of one layer, by the engine's keys. */
  ParameterList parametersOf(int layer) {
    return blocks.get(layer).getDirectParameters();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    List<NDArray> values = new ArrayList<>();
    NDArray value = inputs.singletonOrThrow();
    for (int i = 0; i < blocks.size(); i++) {
      value =
          switch (network.layers().get(i)) {
            case Layer.Enlarge(int factor) -> enlarged(value, factor);
            case Layer.Join(int joined) ->
                NDArrays.concat(new NDList(values.get(joined), value), 1);
            default -> blocks.get(i).forward(store, new NDList(value), training).singletonOrThrow();
          };
      values.add(value);
    }
    return new NDList(value, values.get(deepest));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    long batch = inputShapes[0].get(0);
    List<List<Long>> shapes = network.shapes();
    return new Shape[] {shape(batch, shapes.getLast()), shape(batch, shapes.get(deepest))};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    long batch = inputShapes[0].get(0);
    List<List<Long>> shapes = network.shapes();
    for (int i = 0; i < blocks.size(); i++) {
      List<Long> input = i == 0 ? network.inputShape() : shapes.get(i - 1);
      blocks.get(i).initialize(manager, dataType, shape(batch, input));
    }
  }

  private static NDArray enlarged(NDArray value, int factor) {
    long[] size = {value.getShape().get(2) * factor, value.getShape().get(3) * factor};
    return value.getNDArrayInternal().interpolation(size, LINEAR, false);
  }

  private static Shape shape(long batch, List<Long> rest) {
    long[] all = new long[rest.size() + 1];
    all[0] = batch;
    for (int i = 0; i < rest.size(); i++) {
      all[i + 1] = rest.get(i);
    }
    return new Shape(all);
  }

  private static Block block(Layer layer) {
    return switch (layer) {
      case Layer.Conv2d(int filters, int kernel, int stride, int padding) ->
          Conv2d.builder()
              .setFilters(filters)
              .setKernelShape(new Shape(kernel, kernel))
              .optStride(new Shape(stride, stride))
              .optPadding(new Shape(padding, padding))
              .optBias(true)
              .build();
      case Layer.BatchNorm() -> BatchNorm.builder().optEpsilon(NetworkGraph.EPSILON).build();
      case Layer.Relu() -> Activation.reluBlock();
      case Layer.MaxPool(int kernel, int stride) ->
          Pool.maxPool2dBlock(new Shape(kernel, kernel), new Shape(stride, stride));
      case Layer.Flatten() -> Blocks.batchFlattenBlock();
      case Layer.Linear(int units) -> Linear.builder().setUnits(units).build();
      case Layer.Dropout(float rate) -> Dropout.builder().optRate(rate).build();
      // They take more than the layer before gives, or no parameters: see forwardInternal.
      case Layer.Enlarge(int _), Layer.Join(int _) -> Blocks.identityBlock();
    };
  }
}
