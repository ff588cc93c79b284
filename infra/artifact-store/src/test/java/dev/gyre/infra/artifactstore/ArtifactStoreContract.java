package dev.gyre.infra.artifactstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What every {@link ArtifactStore} promises. */
public abstract class ArtifactStoreContract {

  private static final int MIB = 1 << 20;
  private static final Duration LIFE = Duration.ofMinutes(5);

  /** The store under test; the same during one test. */
  protected abstract ArtifactStore store();

  /** Does what a worker does with an upload's address. */
  protected abstract void receive(Upload upload, byte[] bytes) throws Exception;

  /** Changes one stored byte behind the store's back. */
  protected abstract void damage(Digest digest) throws Exception;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, MIB - 1, MIB, MIB + 1, 7 * MIB})
  void givesBackWhatWasStored(int size) throws IOException {
    byte[] bytes = bytes(size, 1);
    Artifact artifact = store().put(new ByteArrayInputStream(bytes), "image/png", 8 * MIB);
    assertThat(artifact).isEqualTo(new Artifact(Digest.of(bytes), "image/png", size));
    assertThat(store().find(artifact.digest())).contains(artifact);
    assertThat(store().read(artifact.digest(), 8 * MIB)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * MIB})
  void givesBackAPart(int size) throws IOException {
    byte[] bytes = bytes(size, 2);
    store().put(new byte[] {1, 2, 3}, "a/b");
    Digest digest = store().put(bytes, "a/b").digest();
    try (InputStream in = store().open(digest, 10, 20)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, 30));
    }
    try (InputStream in = store().open(digest, size, 0)) {
      assertThat(in.readAllBytes()).isEmpty();
    }
    refuses(ErrorCode.INVALID_ARGUMENT, () -> store().open(digest, size - 1, 2));
    refuses(ErrorCode.INVALID_ARGUMENT, () -> store().open(digest, -1, 2));
  }

  @Test
  void storesEqualBytesOnceUnderTheFirstMediaType() {
    Artifact first = store().put(bytes(100, 3), "image/png");
    assertThat(store().put(bytes(100, 3), "text/plain")).isEqualTo(first);
  }

  @Test
  void storesManyAtOnceWithRepetitionsAndLargeOnesAmongThem() {
    List<Content> contents = new ArrayList<>();
    IntStream.range(0, 3000).forEach(i -> contents.add(new Content(bytes(200 + i % 7, i), "a/b")));
    contents.add(new Content(bytes(2 * MIB, 4), "a/b"));
    contents.add(contents.getFirst());
    List<Artifact> artifacts = store().putAll(contents);
    assertThat(artifacts)
        .containsExactlyElementsOf(contents.stream().map(Content::artifact).toList());
    for (int i : new int[] {0, 1, 1500, 2999, 3000}) {
      assertThat(store().read(artifacts.get(i).digest(), 3 * MIB))
          .isEqualTo(contents.get(i).bytes());
    }
    assertThat(store().putAll(List.of())).isEmpty();
  }

  @Test
  void namesWhatIsMissing() {
    Digest stored = store().put(bytes(10, 5), "a/b").digest();
    Digest other = Digest.of(bytes(10, 6));
    assertThat(store().missing(List.of(stored, other))).isEqualTo(Set.of(other));
    assertThat(store().missing(List.of())).isEmpty();
    assertThat(store().exists(stored)).isTrue();
    assertThat(store().exists(other)).isFalse();
    refuses(ErrorCode.NOT_FOUND, () -> store().open(other));
    refuses(ErrorCode.NOT_FOUND, () -> store().open(other, 0, 1));
    refuses(ErrorCode.NOT_FOUND, () -> store().presignRead(other, LIFE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * MIB})
  void refusesMoreThanTheBound(int size) throws IOException {
    byte[] bytes = bytes(size, 7);
    refuses(
        ErrorCode.TOO_LARGE, () -> store().put(new ByteArrayInputStream(bytes), "a/b", size - 1));
    assertThat(store().exists(Digest.of(bytes))).isFalse();
    Digest digest = store().put(new ByteArrayInputStream(bytes), "a/b", size).digest();
    refuses(ErrorCode.TOO_LARGE, () -> store().read(digest, size - 1));
  }

  @Test
  void refusesAMediaTypeThatIsNone() {
    refuses(ErrorCode.INVALID_ARGUMENT, () -> store().put(bytes(1, 1), "nonsense"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * MIB})
  void reportsAFlippedByte(int size) throws Exception {
    Digest digest = store().put(bytes(size, 8), "a/b").digest();
    damage(digest);
    assertThatThrownBy(() -> store().read(digest, 8 * MIB))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.DEPENDENCY);
              assertThat(e.args()).containsEntry(ArtifactStore.DAMAGED, digest.hex());
              assertThat(e.detail()).contains("damaged", digest.hex());
            });
    assertThatThrownBy(
            () -> {
              try (InputStream in = store().open(digest)) {
                in.readNBytes(size);
              }
            })
        .as("to a reader who stops at the last byte")
        .isInstanceOf(PlatformException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 2 * MIB})
  void adoptsWhatAWorkerHasUploaded(int size) throws Exception {
    byte[] bytes = bytes(size, 9);
    Upload upload = store().presignUpload(LIFE);
    receive(upload, bytes);
    Artifact artifact = store().adopt(upload.key(), Digest.of(bytes), "a/b", 4 * MIB);
    assertThat(artifact).isEqualTo(new Artifact(Digest.of(bytes), "a/b", size));
    assertThat(store().read(artifact.digest(), 4 * MIB)).isEqualTo(bytes);
    assertThat(store().adopt(upload.key(), Digest.of(bytes), "a/b", 4 * MIB))
        .as("repeated")
        .isEqualTo(artifact);
  }

  @Test
  void refusesAnUploadThatIsNotWhatTheWorkerSays() throws Exception {
    Upload upload = store().presignUpload(LIFE);
    Digest expected = Digest.of(bytes(10, 10));
    refuses(ErrorCode.NOT_FOUND, () -> store().adopt(upload.key(), expected, "a/b", MIB));
    receive(upload, bytes(11, 11));
    refuses(ErrorCode.INVALID_ARGUMENT, () -> store().adopt(upload.key(), expected, "a/b", MIB));
    refuses(
        ErrorCode.TOO_LARGE,
        () -> store().adopt(upload.key(), Digest.of(bytes(11, 11)), "a/b", 10));
    assertThat(store().exists(expected)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * MIB})
  void readsAnUploadAlsoIfItsBytesAreKnown(int size) throws Exception {
    Artifact known = store().put(bytes(size, 15), "a/b");
    Upload missing = store().presignUpload(LIFE);
    refuses(
        ErrorCode.NOT_FOUND, () -> store().adopt(missing.key(), known.digest(), "a/b", 4 * MIB));
    Upload other = store().presignUpload(LIFE);
    receive(other, bytes(size, 16));
    refuses(
        ErrorCode.INVALID_ARGUMENT,
        () -> store().adopt(other.key(), known.digest(), "a/b", 4 * MIB));
    Upload same = store().presignUpload(LIFE);
    receive(same, bytes(size, 15));
    assertThat(store().adopt(same.key(), known.digest(), "c/d", 4 * MIB)).isEqualTo(known);
  }

  @Test
  void forgetsAnUploadThatWasDiscarded() throws Exception {
    byte[] bytes = bytes(10, 17);
    Upload upload = store().presignUpload(LIFE);
    receive(upload, bytes);
    store().adopt(upload.key(), Digest.of(bytes), "a/b", MIB);
    store().discardUpload(upload.key());
    store().discardUpload(upload.key());
    refuses(ErrorCode.NOT_FOUND, () -> store().adopt(upload.key(), Digest.of(bytes), "a/b", MIB));
  }

  @Test
  void discardsUploadsThatNobodyAdopted() throws Exception {
    Upload upload = store().presignUpload(LIFE);
    receive(upload, bytes(12, 12));
    assertThat(store().discardUploads(Instant.now().minusSeconds(3600))).isZero();
    assertThat(store().discardUploads(Instant.now().plusSeconds(3600))).isEqualTo(1);
    refuses(
        ErrorCode.NOT_FOUND,
        () -> store().adopt(upload.key(), Digest.of(bytes(12, 12)), "a/b", MIB));
  }

  @Test
  void refusesAddressesThatLiveLongerThanAQuarterOfAnHour() {
    Digest digest = store().put(bytes(1, 13), "a/b").digest();
    Duration longer = ArtifactStore.LONGEST_URL.plusSeconds(1);
    refuses(ErrorCode.INVALID_ARGUMENT, () -> store().presignRead(digest, longer));
    refuses(ErrorCode.INVALID_ARGUMENT, () -> store().presignUpload(longer));
    refuses(ErrorCode.INVALID_ARGUMENT, () -> store().presignUpload(Duration.ZERO));
  }

  @Test
  void storesNothingInsideATransaction() {
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThatThrownBy(() -> store().put(bytes(1, 14), "a/b"))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store().adopt("uploads/x", Digest.of(bytes(1, 14)), "a/b", 1))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
  }

  /** Seeded, so that equal arguments give equal bytes. */
  protected static byte[] bytes(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(31L * size + seed).nextBytes(bytes);
    return bytes;
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
