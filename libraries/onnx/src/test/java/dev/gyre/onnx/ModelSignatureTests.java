package dev.gyre.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelSignatureTests {

  @Test
  void readsBackItsJson() {
    ModelSignature signature = new TinyClassifier().graph().signature();

    assertThat(ModelSignature.fromJson(signature.toJson())).isEqualTo(signature);
    assertThat(signature.toJson())
        .contains("\"shape\":[\"N\",\"H\",\"W\",3]", "\"pixelFormat\":\"RGB\"", "\"owl\"");
  }

  @Test
  void travelsInTheOnnxFile() {
    TinyClassifier model = new TinyClassifier();
    OnnxInspection.Inspected facts = OnnxInspection.of(model.onnx()).orThrow();

    assertThat(facts.signature()).contains(model.graph().signature());
    assertThat(facts.metadata()).containsEntry("run", "r-1");
  }

  @Test
  void replacesAnEarlierSignatureAndKeepsTheRest() {
    TinyClassifier model = new TinyClassifier();
    ModelSignature old = model.graph().signature();
    ModelSignature renamed =
        new ModelSignature(old.inputs(), old.outputs(), List.of("a", "b", "c"));

    OnnxInspection.Inspected facts = OnnxInspection.of(renamed.attachTo(model.onnx())).orThrow();

    assertThat(facts.signature()).contains(renamed);
    assertThat(facts.metadata()).containsEntry("run", "r-1");
    assertThat(old.attachTo(renamed.attachTo(model.onnx()))).isEqualTo(model.onnx());
  }

  @Test
  void refusesTextThatIsNoSignature() {
    for (String text : List.of("", "{", "[]", "{\"inputs\":3}", "{\"classNames\":[1]}")) {
      assertThatThrownBy(() -> ModelSignature.fromJson(text))
          .isInstanceOf(OnnxException.class)
          .hasMessageContaining("Not a model signature");
    }
  }

  @Test
  void refusesAClassNameUsedTwice() {
    ModelSignature signature = new TinyClassifier().graph().signature();

    assertThatThrownBy(
            () -> new ModelSignature(signature.inputs(), signature.outputs(), List.of("a", "a")))
        .hasMessageContaining("class name a is used twice");
  }
}
