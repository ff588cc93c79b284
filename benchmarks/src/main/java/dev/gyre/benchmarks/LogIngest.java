package dev.gyre.benchmarks;

import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.serving.Logging;
import dev.gyre.benchmarks.Report.Figure;
import dev.gyre.cli.Connection;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** How fast predictions come into the log. */
final class LogIngest {

  private static final Duration TIME = Duration.ofSeconds(ScratchGyre.full() ? 60 : 5);
  private static final int ROWS = 100;
  private static final int CLIENTS = 8;

  private final ScratchGyre gyre;
  private final Connection site;
  private final java.sql.Connection database;
  private final Report report;

  private LogIngest(
      ScratchGyre gyre, Connection site, java.sql.Connection database, Report report) {
    this.gyre = gyre;
    this.site = site;
    this.database = database;
    this.report = report;
  }

  /** Runs it and writes the results. */
  public static void main(String[] args) throws Exception {
    Report report = new Report("log-ingest");
    report.note(
        "%d clients send binary requests of %d pictures of 8 x 8 to a tiny model; each picture is a prediction with its payload. Logged is what the table holds afterwards."
            .formatted(CLIENTS, ROWS));
    report.note(
        "The reference wrote ready rows from within the process; here each prediction is inferred,"
            + " encoded as PNG and sent over HTTP too.");
    try (ScratchGyre gyre = ScratchGyre.start();
        java.sql.Connection database = gyre.database()) {
      Connection site = gyre.project("ingest", Contract.OF_PICTURES);
      report.note(CopiedRows.settings(database) + ".");
      DatasetVersion dataset = TrainedModel.dataset(gyre, site);
      TrainedModel model = TrainedModel.train(site, dataset, "tiny", 8);
      LogIngest ingest = new LogIngest(gyre, site, database, report);
      ingest.measure("durable", model.open(Logging.DURABLE));
      ingest.measure("counted", model.open(Logging.COUNTED));
    }
    report.write();
  }

  private void measure(String how, String endpoint) throws Exception {
    PictureArchive pictures = new PictureArchive(9);
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (int i = 0; i < ROWS; i++) {
      pixels.writeBytes(pictures.pixels(i));
    }
    InferClient client = InferClient.binary(gyre, site, endpoint, ROWS, pixels.toByteArray());
    long before = logged();
    long begin = System.nanoTime();
    Load load = Load.run(CLIENTS, TIME, client::call);
    long settled = settle();
    double seconds = (System.nanoTime() - begin) / 1e9;
    long written = logged() - before;
    double copied =
        CopiedRows.seconds(
            database, gyre.home(), "serving.prediction", "select * from serving.prediction");
    report.add(
        Figure.of(how + ": logged", written / seconds, "predictions/s")
            .against("COPY of the rows, no index", logged() / copied)
            .before("105,000/s (65,000/s without linger), ready rows"));
    report.add(Figure.of(how + ": answered", load.perSecond() * ROWS, "predictions/s"));
    report.add(Figure.of(how + ": p50 of a request of " + ROWS, load.p50Millis(), "ms"));
    report.add(Figure.of(how + ": p99 of a request of " + ROWS, load.p99Millis(), "ms"));
    report.add(
        Figure.of(
            how + ": lost and counted",
            (double)
                CopiedRows.number(
                    database, "select coalesce(sum(lost), 0) from serving.endpoint_count"),
            "predictions"));
    if (how.equals("durable")) {
      report.add(
          Figure.of("requests", load.perSecond(), "1/s")
              .against("synced appends", 1000 / Machine.syncMillis(gyre.home())));
    }
    report.note("%s: %,d rows, the last after %,d.".formatted(how, written, settled));
  }

  /** Waits until the log no longer grows. */
  private long settle() throws Exception {
    long last = -1;
    long now = logged();
    while (now != last) {
      for (int i = 0; i < 5; i++) {
        Load.pause();
      }
      last = now;
      now = logged();
    }
    return now;
  }

  private long logged() throws Exception {
    return CopiedRows.number(database, "select count(*) from serving.prediction");
  }
}
