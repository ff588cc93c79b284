package dev.gyre.data.sample;

import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.data.filter.FactSlot;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Brings new samples in by COPY and a few statements over a temporary table. */
@Repository
class SampleStageRepository {

  private final JdbcTemplate template;
  private final JdbcClient jdbc;

  SampleStageRepository(JdbcTemplate template, JdbcClient jdbc) {
    this.template = template;
    this.jdbc = jdbc;
  }

  /** Only one transaction at a time makes samples in a project; those that label do not wait. */
  void lock(ProjectId project) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", "data.sample/" + project)
        .query(row -> {});
  }

  /** Fills the stage. */
  void fill(List<StagedSample> samples) {
    template.execute(
        """
        create temporary table if not exists sample_stage (
          ord int, id uuid, key text collate "C", sequence_id text, time_ns bigint, group_key text,
          metadata jsonb, digest bytea, annotation_digest bytea, scope text, class_name text)
          on commit delete rows
        """);
    CopyText rows = new CopyText();
    samples.forEach(sample -> sample.appendSample(rows));
    copy("pg_temp.sample_stage", StagedSample.SAMPLE_COLUMNS, rows);
  }

  private void copy(String table, String columns, CopyText rows) {
    template.execute(
        (ConnectionCallback<Long>)
            connection -> {
              try (StringReader reader = new StringReader(rows.toString())) {
                return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s (%s) from stdin".formatted(table, columns), reader);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Takes out of the stage what the project holds already; by position in the stage. */
  Map<Integer, Intake> takeKnown(ProjectId project, @Nullable UUID importId) {
    Map<Integer, Intake> known = new HashMap<>();
    jdbc.sql(
            """
            delete from pg_temp.sample_stage g using data.sample s
            where s.project_id = :project and s.key = g.key
            returning g.ord, s.id, s.digest = g.digest as equal,
              coalesce(s.import_id = cast(:import as uuid), false) as own
            """)
        .param("project", project.value())
        .param("import", importId)
        .query(row -> {
          Intake.Kind kind =
              !row.getBoolean("equal")
                  ? Intake.Kind.DIFFERENT
                  : row.getBoolean("own") ? Intake.Kind.MADE_BEFORE : Intake.Kind.EQUAL;
          SampleId sample = new SampleId(row.getObject("id", UUID.class));
          known.put(row.getInt("ord"), new Intake(sample, kind));
        });
    return known;
  }

  /**
   * Streams, facts, scopes and annotations of what is left in the stage. Streams and annotations
   * need no stage: whether they are new is known by now.
   *
   * @param samples those that are left in the stage
   */
  void insertParts(StagedSample.Origin origin, List<FactSlot> slots, List<StagedSample> samples) {
    CopyText items = new CopyText();
    samples.forEach(sample -> sample.appendItems(items));
    copy("data.stream_item", StagedSample.ITEM_COLUMNS, items);
    insertFacts(origin.project(), slots);
    jdbc.sql(
            """
            insert into data.sample_scope (sample_id, from_revision, state)
            select id, 1, scope from pg_temp.sample_stage where scope <> 'UNLABELLED'
            """)
        .update();
    CopyText annotations = new CopyText();
    samples.forEach(sample -> sample.appendAnnotations(annotations, origin));
    copy("data.annotation", StagedSample.ANNOTATION_COLUMNS, annotations);
  }

  private void insertFacts(ProjectId project, List<FactSlot> slots) {
    Map<String, Object> parameters = new HashMap<>(Map.of("project", project.value()));
    slots.forEach(slot -> parameters.put("field_" + slot.column(), slot.field()));
    String columns = slots.stream().map(slot -> ", " + slot.column()).collect(Collectors.joining());
    String values =
        slots.stream()
            .map(slot ->
                ", " + FactSlot.fromMetadata(slot.type(), "metadata", "field_" + slot.column()))
            .collect(Collectors.joining());
    jdbc.sql(
            "insert into data.sample_fact (project_id, sample_id, from_revision%s) select :project, id, 1%s from pg_temp.sample_stage"
                .formatted(columns, values))
        .params(parameters)
        .update();
  }

  /** Statistics and visibility of all that the other methods fill; no transaction may be open. */
  void vacuum() {
    template.execute(
        """
        vacuum (analyze) data.sample, data.stream_item, data.sample_fact, data.sample_scope,
          data.annotation
        """);
  }

  /** The last statement of the transaction: the samples themselves, under the next change. */
  void insertSamples(
      ProjectId project, @Nullable UUID importId, @Nullable UUID harvest, Instant now) {
    jdbc.sql(
            """
            with change as (
              insert into data.project_change as c (project_id, changed) values (:project, 1)
              on conflict (project_id) do update set changed = c.changed + 1 returning changed)
            insert into data.sample (id, project_id, key, sequence_id, time_ns, group_key, metadata,
              digest, annotation_digest, revision, changed, class_name, scope, import_id, harvest_id,
              created)
            select g.id, :project, g.key, g.sequence_id, g.time_ns, g.group_key, g.metadata,
              g.digest, g.annotation_digest, 1, change.changed, g.class_name, g.scope,
              cast(:import as uuid), cast(:harvest as uuid), :now
            from pg_temp.sample_stage g cross join change
            """)
        .param("project", project.value())
        .param("import", importId)
        .param("harvest", harvest)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }
}
