package dev.gyre.api.lineage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ModelRef;

/**
 * One thing that never changes once it is there, as {@code <noun>/<id>}: {@code
 * dataset_version/digits/2}, {@code model_version/reader/1}, {@code run/<32 hex digits>}, {@code
 * fix/<incident>/<number>}, all others by their UUID.
 */
public record LineageNode(LineageNoun noun, String id) {

  public LineageNode {
    noun.require(id);
  }

  /**
   * @throws PlatformException with {@code INVALID_ARGUMENT} if it is not noun/id
   */
  @JsonCreator
  public static LineageNode valueOf(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw PlatformException.invalid("node", text, "noun/id, such as model_version/reader/1");
    }
    return new LineageNode(LineageNoun.of(text.substring(0, slash)), text.substring(slash + 1));
  }

  /** One that is known by its id alone. */
  public static LineageNode of(LineageNoun noun, Object id) {
    return new LineageNode(noun, id.toString());
  }

  public static LineageNode of(DatasetRef version) {
    return new LineageNode(LineageNoun.DATASET_VERSION, version.toString());
  }

  public static LineageNode of(ModelRef version) {
    return new LineageNode(LineageNoun.MODEL_VERSION, version.model() + "/" + version.version());
  }

  @Override
  @JsonValue
  public String toString() {
    return noun.text() + "/" + id;
  }
}
