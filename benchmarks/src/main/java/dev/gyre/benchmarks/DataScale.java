package dev.gyre.benchmarks;

import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.LabelsApi;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.Job;
import dev.gyre.benchmarks.Report.Figure;
import dev.gyre.cli.Connection;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A large project: samples in, found, committed, changed, compared and read back. */
final class DataScale {

  private static final int SAMPLES =
      Integer.getInteger("gyre.bench.samples", ScratchGyre.full() ? 1_000_000 : 20_000);
  private static final int ARCHIVE = 50_000;
  private static final int PROPOSALS = 4;
  private static final String DATASET = "all";
  private static final String FILTER =
      "sample.night && sample.distance < 20.0 && sample.class_name == 'pedestrian'";

  private final ScratchGyre gyre;
  private final Connection site;
  private final java.sql.Connection database;
  private final Report report;

  private DataScale(
      ScratchGyre gyre, Connection site, java.sql.Connection database, Report report) {
    this.gyre = gyre;
    this.site = site;
    this.database = database;
    this.report = report;
  }

  /** Runs it and writes the results. */
  public static void main(String[] args) throws Exception {
    Report report = new Report("data-scale");
    try (ScratchGyre gyre = ScratchGyre.start();
        java.sql.Connection database = gyre.database()) {
      Connection site = gyre.project("scale", Contract.OF_PICTURES);
      new DataScale(gyre, site, database, report).run();
    }
    report.write();
  }

  private void run() throws Exception {
    report.note(
        "%,d samples, each one 8 x 8 PNG of its own with three fields of metadata, through the public import in zips of %,d."
            .formatted(SAMPLES, ARCHIVE));
    report.note(
        "An import gives a sample one annotation, and no public path gives a classification more; %d proposals a sample are added by SQL, so that there are five annotations each. They are in no version's digest."
            .formatted(PROPOSALS));
    report.note(
        "Filters know the sample and not its annotations, so the filter is `%s`; the reference's had an exists over annotations."
            .formatted(FILTER));
    report.note(CopiedRows.settings(database) + ".");
    importAll();
    propose();
    find();
    commits();
  }

  private void importAll() throws Exception {
    PictureArchive pictures = new PictureArchive(7);
    double seconds = 0;
    Path zip = gyre.home().resolve("tmp/bench.zip");
    for (int from = 0; from < SAMPLES; from += ARCHIVE) {
      pictures.write(zip, from, Math.min(ARCHIVE, SAMPLES - from), true);
      seconds += Timing.seconds(() -> load(zip));
    }
    long bytes = Files.size(zip) * SAMPLES / Math.min(ARCHIVE, SAMPLES);
    Files.delete(zip);
    double copied = 0;
    for (String table :
        List.of("sample", "stream_item", "sample_fact", "sample_scope", "annotation")) {
      copied += copy("data." + table);
    }
    report.add(
        Figure.of("import", SAMPLES / seconds, "samples/s")
            .against("COPY of the same rows, no index", SAMPLES / copied)
            .before("33,000/s without bytes and JSON checks"));
    double synced = writeSynced(bytes);
    report.add(
        Figure.of("import, bytes of archives", bytes / seconds / 1e6, "MB/s")
            .against("sequential write, synced once", bytes / synced / 1e6));
  }

  private Job load(Path zip) throws Exception {
    try (InputStream in = Files.newInputStream(zip)) {
      return ScratchGyre.await(
          site, site.api(ImportsApi.class).start(site.project(), "class_folder", null, in));
    }
  }

  private double writeSynced(long bytes) throws Exception {
    Path file = gyre.home().resolve("tmp/sequential.bin");
    byte[] block = new byte[1 << 20];
    try (var channel =
            java.nio.channels.FileChannel.open(
                file,
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.WRITE);
        OutputStream out = java.nio.channels.Channels.newOutputStream(channel)) {
      return Timing.seconds(() -> {
        for (long left = bytes; left > 0; left -= block.length) {
          out.write(block);
        }
        channel.force(true);
        return bytes;
      });
    } finally {
      Files.delete(file);
    }
  }

  private void propose() throws Exception {
    double seconds =
        Timing.seconds(() -> {
          CopiedRows.execute(
              database,
              """
              insert into data.annotation (id, project_id, sample_id, target, class, area, source,
                state, author, digest, created, from_revision)
              select gen_random_uuid(), project_id, id, 'sample', 'car', random() * 1000, 'MODEL',
                'PROPOSED', 'benchmark', sha256(id::text::bytea), now(), 1
              from data.sample cross join generate_series(1, %d)
              """
                  .formatted(PROPOSALS));
          return true;
        });
    CopiedRows.execute(database, "vacuum (analyze) data.annotation");
    report.add(
        Figure.of("proposals by SQL, indexes in place", PROPOSALS * SAMPLES / seconds, "rows/s")
            .before("36,000/s to 304,000/s"));
  }

  private void find() throws Exception {
    SamplesApi samples = site.api(SamplesApi.class);
    double scan =
        Timing.medianMillis(
            5,
            () ->
                CopiedRows.number(database, "select count(*) from data.sample where revision > 0"));
    report.add(
        Figure.of(
                "first page of a filter",
                Timing.medianMillis(20, () -> samples.list(site.project(), FILTER, 100, null)),
                "ms")
            .before("1.2 ms in the database alone"));
    report.add(
        Figure.of(
                "exact count of a filter",
                Timing.medianMillis(10, () -> samples.count(site.project(), FILTER)),
                "ms")
            .against("scan of all samples", scan)
            .before("97 ms in the database alone"));
    report.note("The filter finds %s.".formatted(samples.count(site.project(), FILTER)));
  }

  private void commits() throws Exception {
    site.api(DatasetsApi.class).create(site.project(), new NewDataset(DATASET));
    double first = Timing.seconds(this::commit);
    double entries = copy("data.dataset_entry");
    report.add(
        Figure.of("commit of all", first, "s")
            .against("COPY of the same entries, no index", entries)
            .before("4.1 s with the hash"));
    label();
    double second = Timing.seconds(this::commit);
    report.add(
        Figure.of("commit of 1 %", second, "s")
            .against("COPY of all entries, no index", entries)
            .before("0.9-1.03 s"));
    DatasetVersionsApi versions = site.api(DatasetVersionsApi.class);
    report.add(
        Figure.of(
                "diff",
                Timing.medianMillis(10, () -> versions.diff(site.project(), DATASET, 2, 1)),
                "ms")
            .before("5-10 ms"));
    DatasetDiff diff = versions.diff(site.project(), DATASET, 2, 1);
    report.note("The second version has %,d changed members.".formatted(diff.changed()));
    double read = CopiedRows.readSeconds(database, "select * from data.dataset_entry");
    report.add(
        Figure.of("read back and verify version 1", Timing.seconds(() -> verify(versions)), "s")
            .against("COPY of the entries out", read));
    report.add(
        Figure.of(
                "manifest of version 1 as Parquet",
                Timing.seconds(() -> versions.manifest(site.project(), DATASET, 1)),
                "s")
            .against("COPY of the entries out", read));
  }

  private Job commit() {
    NewDatasetVersion wanted =
        new NewDatasetVersion(null, new SplitRule(7, 0.8, 0.1, 0.1, true, null), List.of(), null);
    return ScratchGyre.await(
        site, site.api(DatasetVersionsApi.class).commit(site.project(), DATASET, null, wanted));
  }

  private Job verify(DatasetVersionsApi versions) {
    return ScratchGyre.await(site, versions.verify(site.project(), DATASET, 1, null));
  }

  /** Gives one in a hundred another label, as people do: one request each. */
  private void label() throws Exception {
    List<SampleId> some = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select id from data.sample where class_name <> 'cone' order by"
                    + " sha256(id::text::bytea) limit "
                    + SAMPLES / 100)) {
      while (rows.next()) {
        some.add(new SampleId(rows.getObject(1, UUID.class)));
      }
    }
    LabelsApi labels = site.api(LabelsApi.class);
    List<Callable<Object>> calls = new ArrayList<>();
    some.forEach(sample ->
        calls.add(
            () -> labels.put(site.project(), sample, "\"1\"", new NewLabel("cone", null, null))));
    double seconds =
        Timing.seconds(() -> {
          try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Object> call : threads.invokeAll(calls)) {
              Object _ = call.get();
            }
          }
          return some;
        });
    report.add(Figure.of("labels by 8 clients", some.size() / seconds, "labels/s"));
  }

  private double copy(String table) throws Exception {
    return CopiedRows.seconds(database, gyre.home(), table, "select * from " + table);
  }
}
