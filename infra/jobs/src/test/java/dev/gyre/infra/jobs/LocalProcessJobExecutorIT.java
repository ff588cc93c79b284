package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class LocalProcessJobExecutorIT extends JobExecutorContract {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path work;
  private final List<LocalProcessJobExecutor> executors = new ArrayList<>();
  private LocalProcessJobExecutor executor;

  @BeforeEach
  void create() {
    executor = restarted();
  }

  @AfterEach
  void close() {
    executors.forEach(LocalProcessJobExecutor::close);
  }

  @Override
  protected JobExecutor executor() {
    return executor;
  }

  @Override
  protected LocalProcessJobExecutor restarted() {
    LocalProcessJobExecutor created = new LocalProcessJobExecutor(work, command(JAVA), LOOK);
    executors.add(created);
    return created;
  }

  private static WorkerCommand command(Path java) {
    String classes = TinyWorker.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new WorkerCommand(
        java,
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of("-cp", classes, TinyWorker.class.getName()),
        0.9,
        Map.of("GYRE_TEST", "yes"));
  }

  @Test
  void killsAWorkerAboveItsMemoryLimitAndSaysWhy() {
    ExecutionRef execution = start(attempt("allocate-70", DataSize.ofMegabytes(88)));
    Observation.Ended ended = awaitEnd(execution);
    assertThat(ended.exitCode()).isEqualTo(137);
    assertThat(ended.cause())
        .hasValueSatisfying(failed -> {
          assertThat(failed.code()).isEqualTo("OUT_OF_MEMORY");
          assertThat(failed.message()).contains("limit of 88 MiB");
        });
  }

  @Test
  void keepsTheMemoryLimitAfterARestart() {
    ExecutionRef execution = start(attempt("allocate-300", DataSize.ofMegabytes(360)));
    executor.close();
    awaitOutput(execution, "told to allocate");
    LocalProcessJobExecutor later = restarted();
    assertThat(later.observe(new ExecutionRef(execution.attempt(), limited(execution, 60))))
        .isInstanceOf(Observation.Running.class);
    Observation.Ended ended = awaitEnd(execution);
    assertThat(ended.cause())
        .hasValueSatisfying(failed -> assertThat(failed.message()).contains("limit of 60 MiB"));
  }

  private static String limited(ExecutionRef execution, int mebibytes) {
    return new LocalHandle(
            LocalHandle.parse(execution.handle()).process(), DataSize.ofMegabytes(mebibytes))
        .text();
  }

  @Test
  void killsEveryProcessThatAWorkerHasStarted() {
    ExecutionRef execution = start(attempt("children"));
    awaitOutput(execution, "children started");
    String mark = "GYRE_ATTEMPT=" + execution.attempt();
    assertThat(LinuxProcess.marked(mark)).hasSize(3);
    executor.cancel(execution);
    assertThat(LinuxProcess.marked(mark)).isEmpty();
  }

  @Test
  void aLaterProcessKillsAChildWhoseWorkerHasEnded() {
    ExecutionRef execution = start(attempt("children"));
    awaitOutput(execution, "children started");
    LocalHandle.parse(execution.handle()).process().kill();
    String mark = "GYRE_ATTEMPT=" + execution.attempt();
    await().until(() -> LinuxProcess.marked(mark).size() == 2);
    restarted().cleanup(execution);
    assertThat(LinuxProcess.marked(mark)).isEmpty();
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void givesAWorkerNothingOfOurEnvironment() {
    ExecutionRef execution = start(attempt("environment"));
    awaitEnd(execution);
    assertThat(output(executor, execution).lines())
        .containsExactlyInAnyOrder(
            "told to environment",
            "GYRE_ATTEMPT",
            "GYRE_TEST",
            "HOME",
            "LANG",
            "OMP_NUM_THREADS",
            "PATH",
            "TMPDIR");
  }

  @Test
  void showsTheTokenOnlyOnStandardInput() throws IOException {
    ExecutionRef execution = start(attempt("wait"));
    awaitOutput(execution, "told to wait");
    Path process = Path.of("/proc/" + LocalHandle.parse(execution.handle()).process().pid());
    for (String file : List.of("cmdline", "environ")) {
      assertThat(new String(Files.readAllBytes(process.resolve(file)), StandardCharsets.UTF_8))
          .isNotEmpty()
          .doesNotContain("secret-of-the-contract");
    }
    assertThat(execution.handle()).doesNotContain("secret");
  }

  @Test
  void keepsAFolderToItselfAndRemovesIt() throws IOException {
    ExecutionRef execution = start(attempt("wait"));
    Path folder =
        work.resolve(execution.attempt().job().toString())
            .resolve(Integer.toString(execution.attempt().number()));
    assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    executor.cleanup(execution);
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void aProcessWithTheSameNumberIsNotTheWorker() {
    ExecutionRef execution = start(attempt("wait"));
    LinuxProcess process = LocalHandle.parse(execution.handle()).process();
    assertThat(process.isAlive()).isTrue();
    assertThat(new LinuxProcess(process.pid(), process.startTicks() + 1, process.boot()).isAlive())
        .isFalse();
    assertThat(new LinuxProcess(process.pid(), process.startTicks(), "other").isAlive()).isFalse();
  }

  @Test
  void saysWhatIsWrongIfThereIsNoJava() {
    try (LocalProcessJobExecutor broken =
        new LocalProcessJobExecutor(work, command(Path.of("/no/java")), LOOK)) {
      assertThatThrownBy(() -> broken.start(attempt("exit-0")))
          .isInstanceOf(PlatformException.class)
          .hasMessageContaining("/no/java");
    }
  }
}
