package dev.gyre.worker.job;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.ModelSignature;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.preparation.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model package that classifies pictures, proven on this machine before it is used. */
final class PackageRunner implements AutoCloseable {

  private final ModelSignature signature;
  private final TensorSpec image;
  private final RuntimeSession session;

  /** The probabilities of one picture and the place of the class. */
  record Answer(int classIndex, List<Double> probabilities) {}

  private PackageRunner(ModelSignature signature, TensorSpec image, RuntimeSession session) {
    this.signature = signature;
    this.image = image;
    this.session = session;
  }

  /**
   * Loads the package and runs its golden cases.
   *
   * @throws PlatformException with {@code UNSUPPORTED_MODEL} if it is no image classifier of this
   *     colour, {@code DEPENDENCY} if the runtime answers otherwise than the package says
   */
  static PackageRunner open(ModelPackage model, Colour colour, int threads) {
    ModelSignature signature = model.signature();
    TensorSpec image = signature.inputs().getFirst();
    List<String> outputs = signature.outputs().stream().map(TensorSpec::name).toList();
    if (signature.inputs().size() != 1
        || !image.name().equals(ImageClassifierGraph.IMAGE)
        || image.pixelFormat() == null
        || image.pixelFormat().channels() != colour.channels()
        || !outputs.containsAll(ImageClassifierGraph.outputNames())
        || signature.classNames().isEmpty()) {
      throw new PlatformException(
          ErrorCode.UNSUPPORTED_MODEL,
          "The package takes %s and gives %s; needed is one image of colour %s and the outputs %s"
              .formatted(signature.inputs(), outputs, colour, ImageClassifierGraph.outputNames()));
    }
    RuntimeSession session =
        RuntimeSession.open(model.onnx(), new RuntimeSession.Settings(threads));
    if (Parity.verify(session, model.goldenCases()) instanceof Parity.Deviates deviates) {
      session.close();
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The runtime of this machine does not answer as the package says: " + deviates.message());
    }
    return new PackageRunner(signature, image, session);
  }

  String className(int index) {
    return signature.classNames().get(index);
  }

  /** Whether the model takes a picture of this size. */
  boolean accepts(Image picture) {
    return fits(1, picture.heightPx()) && fits(2, picture.widthPx());
  }

  /** The wanted number of pictures in a run, or the one that the model demands. */
  int batchSize(int wanted) {
    return image.dimensions().getFirst() instanceof Dimension.Fixed(long size)
        ? Math.toIntExact(size)
        : wanted;
  }

  /** Classifies pictures of one size at once. */
  List<Answer> run(List<Image> pictures) {
    Map<String, Tensor> outputs =
        session.run(Map.of(ImageClassifierGraph.IMAGE, Pictures.tensor(pictures)));
    float[] probabilities =
        Objects.requireNonNull(outputs.get(ImageClassifierGraph.PROBABILITIES)).toFloats();
    long[] indices =
        Objects.requireNonNull(outputs.get(ImageClassifierGraph.CLASS_INDEX)).toLongs();
    int classes = probabilities.length / pictures.size();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      List<Double> row = new ArrayList<>(classes);
      for (int k = 0; k < classes; k++) {
        row.add((double) probabilities[i * classes + k]);
      }
      answers.add(new Answer(Math.toIntExact(indices[i]), row));
    }
    return answers;
  }

  @Override
  public void close() {
    session.close();
  }

  private boolean fits(int dimension, int size) {
    return !(image.dimensions().get(dimension) instanceof Dimension.Fixed(long fixed))
        || fixed == size;
  }
}
