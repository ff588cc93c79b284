package dev.gyre.serving.deployment;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.serving.endpoint.Binding;
import dev.gyre.serving.endpoint.DeploymentId;
import java.util.List;
import java.util.Map;

/**
 * A request that was let in: it counts against the endpoint's bound and keeps its model open until
 * it is closed, once, by whoever was given it.
 */
public final class Admission implements AutoCloseable {

  private final Binding endpoint;
  private final LoadedModel model;
  private final Runnable leave;

  Admission(Binding endpoint, LoadedModel model, Runnable leave) {
    this.endpoint = endpoint;
    this.model = model;
    this.leave = leave;
  }

  /** The endpoint with its settings when the request came. */
  public Binding endpoint() {
    return endpoint;
  }

  /** The version that answers. */
  public int modelVersion() {
    return model.version();
  }

  /** The deployment that answers. */
  public DeploymentId deployment() {
    return model.deployment();
  }

  /** Inputs, outputs and class names of the model. */
  public ModelSignature signature() {
    return model.served().signature();
  }

  /**
   * What pictures the model takes.
   *
   * @throws PlatformException with {@code WRONG_STATE} if it answers with segmentations
   */
  public InputSpec input() {
    return classifier().input();
  }

  /**
   * Runs a classifier once.
   *
   * @param images UINT8 of N, H, W, C
   * @return outputs by name
   * @throws PlatformException with {@code WRONG_STATE} if the model answers with segmentations
   * @throws dev.gyre.onnx.OnnxException if the images do not fit
   */
  public Map<String, Tensor> run(Tensor images) {
    return classifier().run(images);
  }

  /**
   * The streams that the model takes.
   *
   * @throws PlatformException with {@code WRONG_STATE} if it classifies pictures
   */
  public List<TensorSpec> streams() {
    return segmenter().streams();
  }

  /**
   * Runs a segmentation once.
   *
   * @param rows one row of each stream, by name
   * @return outputs by name, see {@link dev.gyre.onnx.SegmenterGraph}
   * @throws PlatformException with {@code WRONG_STATE} if the model classifies pictures
   * @throws dev.gyre.onnx.OnnxException if the rows do not fit
   */
  public Map<String, Tensor> segment(Map<String, Tensor> rows) {
    return segmenter().run(rows);
  }

  @Override
  public void close() {
    leave.run();
  }

  private Classifier classifier() {
    return switch (model.served()) {
      case Classifier classifier -> classifier;
      case Segmenter _ ->
          throw otherwise("gives each pixel a class: send its streams to .../segment");
    };
  }

  private Segmenter segmenter() {
    return switch (model.served()) {
      case Segmenter segmenter -> segmenter;
      case Classifier _ -> throw otherwise("gives one picture one class: send it to .../predict");
    };
  }

  private PlatformException otherwise(String detail) {
    return new PlatformException(
        ErrorCode.WRONG_STATE,
        "Version %d on endpoint '%s' %s".formatted(model.version(), endpoint.name(), detail),
        Map.of("endpoint", endpoint.name()));
  }
}
