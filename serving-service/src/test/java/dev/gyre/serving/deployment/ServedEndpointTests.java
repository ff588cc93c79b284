package dev.gyre.serving.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.EndpointSettings;
import dev.gyre.api.serving.Logging;
import dev.gyre.onnx.OnnxException;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.TinyModel;
import dev.gyre.serving.endpoint.Binding;
import dev.gyre.serving.endpoint.DeploymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServedEndpointTests {

  private static final Tensor IMAGE = Tensor.ofUint8(new byte[4], 1, 2, 2, 1);

  @Test
  void refusesOneMoreThanItsBoundAtOnce() {
    ServedEndpoint endpoint = endpoint(2);
    endpoint.swap(model(1));
    Admission first = endpoint.admit();
    Admission second = endpoint.admit();
    assertRefused(endpoint);
    second.close();
    endpoint.admit().close();
    first.close();
    assertThat(endpoint.atWork()).isZero();
  }

  @Test
  void refusesWhileNoVersionIsReady() {
    ServedEndpoint endpoint = endpoint(1);
    assertRefused(endpoint);
    endpoint.swap(model(1));
    endpoint.admit().close();
  }

  @Test
  void aReplacedModelIsClosedAfterItsLastRequest() {
    ServedEndpoint endpoint = endpoint(4);
    LoadedModel former = model(1);
    endpoint.swap(former);
    Admission old = endpoint.admit();
    AtomicInteger drained = new AtomicInteger();

    assertThat(endpoint.swap(model(2))).isSameAs(former);
    former.replaced(drained::incrementAndGet);
    try (Admission next = endpoint.admit()) {
      assertThat(next.modelVersion()).isEqualTo(2);
    }
    assertThat(old.modelVersion()).isEqualTo(1);
    assertThat(old.run(IMAGE)).hasSize(2);
    assertThat(drained).hasValue(0);

    old.close();
    assertThat(drained).hasValue(1);
    assertThatThrownBy(() -> ((Classifier) former.served()).run(IMAGE))
        .isInstanceOf(OnnxException.class);
    assertThat(former.hold()).isFalse();
  }

  @Test
  void noRequestFailsWhileModelsAreSwappedAgainAndAgain() throws Exception {
    ServedEndpoint endpoint = endpoint(64);
    endpoint.swap(model(1));
    AtomicInteger drained = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        callers.add(
            threads.submit(() -> {
              for (int n = 0; n < 300; n++) {
                try (Admission admission = endpoint.admit()) {
                  assertThat(admission.run(IMAGE)).hasSize(2);
                }
              }
            }));
      }
      for (int version = 2; version <= 20; version++) {
        LoadedModel former = Objects.requireNonNull(endpoint.swap(model(version)));
        former.replaced(drained::incrementAndGet);
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
    assertThat(drained).hasValue(19);
  }

  @Test
  void refusesAPackageThatDoesNotGiveItsGoldenAnswers() {
    assertThatThrownBy(() -> ServedModel.open(new TinyModel(-1).brokenFile(), 1))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MODEL));
    assertThatThrownBy(() -> ServedModel.open(new byte[10], 1)).isInstanceOf(OnnxException.class);
  }

  private static void assertRefused(ServedEndpoint endpoint) {
    assertThatThrownBy(endpoint::admit)
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CAPACITY));
  }

  private static ServedEndpoint endpoint(int bound) {
    return new ServedEndpoint(
        new Binding(
            EndpointId.next(),
            ProjectId.next(),
            new ProjectSlug("p"),
            "e",
            new EndpointSettings("m", "a", Logging.COUNTED, bound),
            0,
            Instant.EPOCH));
  }

  private static LoadedModel model(int version) {
    byte[] file = new TinyModel(-1).file();
    return new LoadedModel(
        "m",
        version,
        new DeploymentId(new UUID(1, version)),
        Digest.of(file),
        ServedModel.open(file, 1));
  }
}
