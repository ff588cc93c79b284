package dev.gyre.monitoring.harvest;

import dev.gyre.api.Digest;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.HarvestedSample;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.LogId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HarvestRepository {

  private static final String SELECT =
      """
      select h.*, i.project_id from monitoring.harvest h
      join monitoring.incident i on i.id = h.incident_id
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  HarvestRepository(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  void insert(HarvestEntry harvest) {
    jdbc.sql(
            """
            insert into monitoring.harvest (id, incident_id, number, job_id, step, created)
            values (:id, :incident, :number, :job, :step, :created)
            """)
        .param("id", harvest.id().value())
        .param("incident", harvest.incident().value())
        .param("number", harvest.number())
        .param("job", harvest.job().value())
        .param("step", harvest.step().name())
        .param("created", harvest.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  void changeJob(HarvestId harvest, JobId job) {
    jdbc.sql("update monitoring.harvest set job_id = :job where id = :id")
        .param("job", job.value())
        .param("id", harvest.value())
        .update();
  }

  Optional<HarvestEntry> find(HarvestId harvest) {
    return jdbc.sql(SELECT + "where h.id = :id")
        .param("id", harvest.value())
        .query(HarvestRepository::map)
        .optional();
  }

  Optional<HarvestEntry> newest(IncidentId incident) {
    return jdbc.sql(SELECT + "where h.incident_id = :incident order by h.number desc limit 1")
        .param("incident", incident.value())
        .query(HarvestRepository::map)
        .optional();
  }

  /** Moves on from a step; false if it was done by another. */
  boolean advance(HarvestEntry from, HarvestStep to) {
    return jdbc.sql("update monitoring.harvest set step = :to where id = :id and step = :from")
            .param("to", to.name())
            .param("id", from.id().value())
            .param("from", from.step().name())
            .update()
        == 1;
  }

  void chosen(HarvestEntry harvest, int withoutPayload, List<ItemEntry> items) {
    jdbc.sql("update monitoring.harvest set without_payload = :count where id = :id")
        .param("count", withoutPayload)
        .param("id", harvest.id().value())
        .update();
    batches.batchUpdate(
        """
        insert into monitoring.harvest_item (harvest_id, log_id, client_key, sample_key, group_key,
          payload, media_type, share, inclusion, part, in_slice)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        items.stream().map(item -> columns(harvest, item)).toList());
  }

  private static @Nullable Object[] columns(HarvestEntry harvest, ItemEntry item) {
    return new @Nullable Object[] {
      harvest.id().value(),
      item.logId().value(),
      item.clientKey(),
      item.sampleKey(),
      item.group(),
      item.payload().bytes(),
      item.mediaType(),
      item.share().name(),
      item.inclusion(),
      item.part().name(),
      item.inSlice()
    };
  }

  void sampled(HarvestEntry harvest, ItemEntry item, SampleId sample, @Nullable String className) {
    jdbc.sql(
            """
            update monitoring.harvest_item set sample_id = :sample, class_name = :class
            where harvest_id = :harvest and log_id = :log
            """)
        .param("sample", sample.value())
        .param("class", className)
        .param("harvest", harvest.id().value())
        .param("log", item.logId().value())
        .update();
  }

  void labelled(HarvestEntry harvest, ItemEntry item, String className) {
    jdbc.sql(
            """
            update monitoring.harvest_item set class_name = :class
            where harvest_id = :harvest and log_id = :log
            """)
        .param("class", className)
        .param("harvest", harvest.id().value())
        .param("log", item.logId().value())
        .update();
  }

  void skip(HarvestEntry harvest, ItemEntry item, Skip skip) {
    jdbc.sql(
            """
            update monitoring.harvest_item set skip_reason = :reason, skipped_by = :by
            where harvest_id = :harvest and log_id = :log
            """)
        .param("reason", skip.reason())
        .param("by", skip.by())
        .param("harvest", harvest.id().value())
        .param("log", item.logId().value())
        .update();
  }

  void queued(HarvestEntry harvest, LabelQueueId queue) {
    jdbc.sql("update monitoring.harvest set label_queue = :queue where id = :id")
        .param("queue", queue.value())
        .param("id", harvest.id().value())
        .update();
  }

  void frozen(HarvestEntry harvest, SliceId slice) {
    jdbc.sql("update monitoring.harvest set proof_slice = :slice where id = :id")
        .param("slice", slice.value())
        .param("id", harvest.id().value())
        .update();
  }

  /** The harvests that chose a sample, newest first, below an id. */
  List<HarvestedSample> ofSample(ProjectId project, SampleId sample, UUID below, int limit) {
    return jdbc.sql(
            """
            select t.*, h.incident_id, h.number, i.endpoint from monitoring.harvest_item t
            join monitoring.harvest h on h.id = t.harvest_id
            join monitoring.incident i on i.id = h.incident_id
            where t.sample_id = :sample and i.project_id = :project and t.harvest_id < :below
            order by t.harvest_id desc, t.log_id limit :limit
            """)
        .param("sample", sample.value())
        .param("project", project.value())
        .param("below", below)
        .param("limit", limit)
        .query((row, number) ->
            new HarvestedSample(
                new HarvestId(row.getObject("harvest_id", UUID.class)),
                new IncidentId(row.getObject("incident_id", UUID.class)),
                row.getInt("number"),
                row.getString("endpoint"),
                item(row, number).toItem()))
        .list();
  }

  /** In the order of the log. */
  List<ItemEntry> items(HarvestId harvest) {
    return jdbc.sql(
            "select * from monitoring.harvest_item where harvest_id = :harvest order by log_id")
        .param("harvest", harvest.value())
        .query(HarvestRepository::item)
        .list();
  }

  /** Of all harvests of an incident. */
  List<ItemEntry> proofItems(IncidentId incident) {
    return jdbc.sql(
            """
            select i.* from monitoring.harvest_item i
            join monitoring.harvest h on h.id = i.harvest_id
            where h.incident_id = :incident and i.part = 'PROOF' order by i.log_id, h.number
            """)
        .param("incident", incident.value())
        .query(HarvestRepository::item)
        .list();
  }

  private static HarvestEntry map(ResultSet row, int number) throws SQLException {
    UUID queue = row.getObject("label_queue", UUID.class);
    UUID slice = row.getObject("proof_slice", UUID.class);
    return new HarvestEntry(
        new HarvestId(row.getObject("id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new IncidentId(row.getObject("incident_id", UUID.class)),
        row.getInt("number"),
        new JobId(row.getObject("job_id", UUID.class)),
        HarvestStep.valueOf(row.getString("step")),
        row.getInt("without_payload"),
        queue == null ? null : new LabelQueueId(queue),
        slice == null ? null : new SliceId(slice),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }

  private static ItemEntry item(ResultSet row, int number) throws SQLException {
    UUID sample = row.getObject("sample_id", UUID.class);
    String skip = row.getString("skip_reason");
    return new ItemEntry(
        new LogId(row.getObject("log_id", UUID.class)),
        row.getString("client_key"),
        row.getString("sample_key"),
        sample == null ? null : new SampleId(sample),
        row.getString("group_key"),
        Digest.ofHash(row.getBytes("payload")),
        row.getString("media_type"),
        HarvestShare.valueOf(row.getString("share")),
        row.getDouble("inclusion"),
        HarvestPart.valueOf(row.getString("part")),
        row.getBoolean("in_slice"),
        row.getString("class_name"),
        skip == null ? null : new Skip(skip, row.getString("skipped_by")));
  }
}
