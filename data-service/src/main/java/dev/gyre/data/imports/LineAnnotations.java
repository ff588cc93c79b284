package dev.gyre.data.imports;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Annotation;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.imports.SampleLine.Shape;
import dev.gyre.data.imports.SampleLine.Statement;
import dev.gyre.data.imports.StreamProbe.Probed;
import dev.gyre.data.sample.Attributes;
import dev.gyre.data.sample.IncomingAnnotation;
import dev.gyre.infra.artifactstore.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The annotations of one line, judged by the contract and by the line's streams. */
final class LineAnnotations {

  private final TaskContract contract;
  private final LineStreams streams;
  private final List<IncomingAnnotation> annotations = new ArrayList<>();
  private boolean exhaustive;
  private boolean labelled;

  LineAnnotations(TaskContract contract, LineStreams streams) {
    this.contract = contract;
    this.streams = streams;
  }

  void read(List<Statement> statements) throws IOException, NotTaken {
    for (Statement statement : statements) {
      try {
        Attributes.check(statement.attributes());
        add(statement);
      } catch (PlatformException e) {
        throw new NotTaken("BAD_ANNOTATION", e.detail());
      }
    }
  }

  private void add(Statement statement) throws IOException, NotTaken {
    String target = statement.target() == null ? Annotation.SAMPLE : statement.target();
    if (!target.equals(Annotation.SAMPLE) && !streams.has(target)) {
      throw new NotTaken(
          "UNKNOWN_TARGET",
          "An annotation is about '%s', which the sample does not have".formatted(target));
    }
    Shape shape = statement.geometry();
    requireClass(statement.className(), shape instanceof Shape.Dense);
    AnnotationSource source =
        statement.source() == null ? AnnotationSource.IMPORT : statement.source();
    IncomingAnnotation annotation =
        new IncomingAnnotation(
            target,
            statement.className(),
            geometry(target, shape),
            statement.attributes(),
            statement.objectId(),
            Boolean.TRUE.equals(statement.crowd()),
            Boolean.TRUE.equals(statement.ignored()),
            source);
    annotations.add(annotation);
    if (annotation.isAccepted()) {
      note(annotation);
    }
  }

  private void note(IncomingAnnotation annotation) throws NotTaken {
    boolean label = annotation.geometry() == null && annotation.target().equals(Annotation.SAMPLE);
    if (label && labelled) {
      throw new NotTaken(
          "SECOND_LABEL",
          "'%s' is the second class of the whole sample; give one"
              .formatted(annotation.className()));
    }
    labelled |= label;
    exhaustive |= label || annotation.geometry() instanceof Geometry.LabelMap;
  }

  private void requireClass(@Nullable String className, boolean optional) throws NotTaken {
    if (className == null && !optional) {
      throw new NotTaken("NO_CLASS", "An annotation without a map says no class");
    }
    if (className != null && contract.indexOf(className) < 0) {
      throw new NotTaken(
          "UNKNOWN_CLASS",
          "'%s' is no class of the task contract; it has %s"
              .formatted(className, contract.classes()));
    }
  }

  private @Nullable Geometry geometry(String target, @Nullable Shape shape)
      throws IOException, NotTaken {
    return switch (shape) {
      case null -> null;
      case Shape.Box box ->
          new Geometry.Box(box.xMinPx(), box.yMinPx(), box.xMaxPx(), box.yMaxPx());
      case Shape.LabelMap map -> {
        for (String className : map.table().keySet()) {
          requireClass(className, false);
        }
        Artifact artifact = dense(target, StreamProbe.LABEL_MAP, map.file());
        yield new Geometry.LabelMap(
            artifact.digest(),
            artifact.mediaType(),
            artifact.sizeBytes(),
            map.table(),
            map.ignoreId());
      }
      case Shape.InstanceMap map -> {
        Artifact artifact = dense(target, StreamProbe.INSTANCE_MAP, map.file());
        yield new Geometry.InstanceMap(
            artifact.digest(), artifact.mediaType(), artifact.sizeBytes());
      }
      case Shape.DepthMap map -> {
        Artifact artifact = dense(target, StreamSpec.DEPTH, map.file());
        yield new Geometry.DepthMap(artifact.digest(), artifact.mediaType(), artifact.sizeBytes());
      }
    };
  }

  private Artifact dense(String target, String kind, String file) throws IOException, NotTaken {
    LineStreams.Read read = streams.read(kind, file, null);
    if (!(read.probed() instanceof Probed.Raster raster) || raster.channels() != 1) {
      throw new NotTaken(
          "WRONG_CHANNELS", "File '%s' does not have one value for each pixel".formatted(file));
    }
    streams.requireSize(target, file, raster);
    return read.content().artifact();
  }

  /**
   * What was looked at.
   *
   * @param said by the line, if it says it
   */
  ScopeState scope(@Nullable ScopeState said) throws NotTaken {
    boolean any = annotations.stream().anyMatch(IncomingAnnotation::isAccepted);
    if (said == ScopeState.UNLABELLED && any) {
      throw new NotTaken("BAD_SCOPE", "The scope is UNLABELLED, but there are annotations");
    }
    ScopeState found =
        exhaustive ? ScopeState.CHECKED : any ? ScopeState.PARTLY : ScopeState.UNLABELLED;
    return Objects.requireNonNullElse(said, found);
  }

  List<IncomingAnnotation> annotations() {
    return annotations;
  }
}
