package dev.gyre.serving.deployment;

import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.endpoint.Binding;
import dev.gyre.serving.endpoint.DeploymentId;
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
    return model.classifier().signature();
  }

  /** What pictures the model takes. */
  public InputSpec input() {
    return model.classifier().input();
  }

  /**
   * Runs the model once.
   *
   * @param images UINT8 of N, H, W, C
   * @return outputs by name
   * @throws dev.gyre.onnx.OnnxException if the images do not fit
   */
  public Map<String, Tensor> run(Tensor images) {
    return model.classifier().run(images);
  }

  @Override
  public void close() {
    leave.run();
  }
}
