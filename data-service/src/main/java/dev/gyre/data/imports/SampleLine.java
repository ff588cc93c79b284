package dev.gyre.data.imports;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.ScopeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code samples.jsonl}: a sample as people write it, in the contract's JSON.
 *
 * @param group absent if the contract's group key gives it, or if there is none
 * @param streams by name
 * @param scope absent to take it from the annotations: with a label or a label map all was looked
 *     at, with others some of it, without any nothing
 */
record SampleLine(
    String key,
    @Nullable String sequence,
    @Nullable Long timeNs,
    @Nullable String group,
    Map<String, Object> metadata,
    Map<String, Item> streams,
    List<Statement> annotations,
    @Nullable ScopeState scope) {

  /**
   * A piece of a stream.
   *
   * @param file path in the archive
   * @param mediaType refused if the file is another; absent for whatever it is
   */
  record Item(String file, @Nullable String mediaType, Map<String, Object> attributes) {}

  /**
   * An annotation.
   *
   * @param target {@code sample} if absent
   * @param geometry absent for the whole target
   * @param source {@code IMPORT} if absent; what a {@code MODEL} says is a proposal
   */
  record Statement(
      @Nullable String target,
      @Nullable String className,
      @Nullable Shape geometry,
      Map<String, Object> attributes,
      @Nullable String objectId,
      @Nullable Boolean crowd,
      @Nullable Boolean ignored,
      @Nullable AnnotationSource source) {}

  /** A {@link dev.gyre.api.data.Geometry} whose map is a file of the archive still. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Shape.Box.class, name = "BOX"),
    @JsonSubTypes.Type(value = Shape.LabelMap.class, name = "LABEL_MAP"),
    @JsonSubTypes.Type(value = Shape.InstanceMap.class, name = "INSTANCE_MAP"),
    @JsonSubTypes.Type(value = Shape.DepthMap.class, name = "DEPTH_MAP")
  })
  sealed interface Shape {

    /** See the contract's. */
    record Box(double xMinPx, double yMinPx, double xMaxPx, double yMaxPx) implements Shape {}

    /** What lies in a file. */
    sealed interface Dense extends Shape {

      /** Path in the archive. */
      String file();
    }

    /** See the contract's. */
    record LabelMap(String file, Map<String, Integer> table, @Nullable Integer ignoreId)
        implements Dense {}

    /** See the contract's. */
    record InstanceMap(String file) implements Dense {}

    /** See the contract's. */
    record DepthMap(String file) implements Dense {}
  }

  /** All files that the line names. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    streams.values().forEach(item -> files.add(item.file()));
    for (Statement statement : annotations) {
      if (statement.geometry() instanceof Shape.Dense dense) {
        files.add(dense.file());
      }
    }
    return files;
  }
}
