package dev.gyre.benchmarks;

import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.serving.Logging;
import dev.gyre.benchmarks.Report.Figure;
import dev.gyre.cli.Connection;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a prediction costs over HTTP, beside the model itself. */
final class Infer {

  private static final Duration TIME = Duration.ofSeconds(ScratchGyre.full() ? 30 : 3);
  private static final int TINY_PX = 8;

  /** So that one run takes 5 ms or more on one core; the report says how long it took. */
  private static final int LARGE_PX = 448;

  private static final List<Integer> CLIENTS = List.of(1, 16);

  private final ScratchGyre gyre;
  private final Connection site;
  private final Report report;
  private final byte[] pixels = new PictureArchive(5).pixels(1);

  private Infer(ScratchGyre gyre, Connection site, Report report) {
    this.gyre = gyre;
    this.site = site;
    this.report = report;
  }

  /** Runs it and writes the results. */
  public static void main(String[] args) throws Exception {
    Report report = new Report("infer");
    report.note(
        "Requests are JSON with one picture of 8 x 8, each client sends the next when it was answered; clients and server share the machine's cores. Network input: %d px and %d px."
            .formatted(TINY_PX, LARGE_PX));
    report.note(
        "In-process is ONNX Runtime with one thread a run, as many runs at once as clients.");
    try (ScratchGyre gyre = ScratchGyre.start()) {
      Connection site = gyre.project("infer", Contract.OF_PICTURES);
      DatasetVersion dataset = TrainedModel.dataset(gyre, site);
      Infer infer = new Infer(gyre, site, report);
      infer.measure(TrainedModel.train(site, dataset, "tiny", TINY_PX));
      infer.measure(TrainedModel.train(site, dataset, "large", LARGE_PX));
    }
    report.note(
        "%d requests were sent again, in the same time, because their connection broke off."
            .formatted(InferClient.repeated()));
    report.write();
  }

  private void measure(TrainedModel model) throws Exception {
    Map<String, Tensor> inputs =
        Map.of(
            "image", new Tensor(DataType.UINT8, List.of(1L, 8L, 8L, 1L), ByteBuffer.wrap(pixels)));
    String off = model.open(Logging.OFF);
    String counted = model.open(Logging.COUNTED);
    String durable = model.open(Logging.DURABLE);
    try (RuntimeSession session =
        RuntimeSession.open(model.file().onnx(), RuntimeSession.Settings.DEFAULT)) {
      for (int clients : CLIENTS) {
        Load alone = Load.run(clients, TIME, () -> session.run(inputs));
        add(model, clients, "in-process", alone, null);
        InferClient none = InferClient.json(gyre, site, off, pixels);
        add(model, clients, "log off", Load.run(clients, TIME, none::call), alone);
        InferClient count = InferClient.json(gyre, site, counted, pixels);
        add(model, clients, "counted", Load.run(clients, TIME, count::call), alone);
        InferClient keep = InferClient.json(gyre, site, durable, pixels);
        add(model, clients, "durable", Load.run(clients, TIME, keep::call), alone);
      }
    }
  }

  private void add(
      TrainedModel model,
      int clients,
      String how,
      Load load,
      @org.jspecify.annotations.Nullable Load alone) {
    String what = "%s, %d clients, %s: ".formatted(model.name(), clients, how);
    Figure rate = Figure.of(what + "throughput", load.perSecond(), "1/s");
    Figure p50 = Figure.of(what + "p50", load.p50Millis(), "ms");
    Figure p99 = Figure.of(what + "p99", load.p99Millis(), "ms");
    report.add(alone == null ? rate : rate.against("in-process", alone.perSecond()));
    report.add(alone == null ? p50 : p50.against("in-process", alone.p50Millis()));
    report.add(alone == null ? p99 : p99.against("in-process", alone.p99Millis()));
  }
}
