package dev.gyre.monitoring.fix;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.job.JobId;
import dev.gyre.api.monitoring.Attestation;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FixRepository {

  private final JdbcClient jdbc;

  FixRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(FixEntry fix) {
    jdbc.sql(
            """
            insert into monitoring.fix (incident_id, number, harvest_id, candidate, dataset, remedy,
              attestations, recorded_by, recorded, step)
            values (:incident, :number, :harvest, :candidate, :dataset, :remedy, :attestations, :by,
              :recorded, :step)
            """)
        .param("incident", fix.incident().value())
        .param("number", fix.number())
        .param("harvest", fix.harvest().value())
        .param("candidate", Jsonb.write(fix.candidate()))
        .param("dataset", Jsonb.write(fix.dataset()))
        .param("remedy", fix.remedy().name())
        .param("attestations", Jsonb.write(fix.attestations()))
        .param("by", fix.recordedBy())
        .param("recorded", fix.recorded().atOffset(ZoneOffset.UTC))
        .param("step", fix.step().name())
        .update();
  }

  /** Begins a verification anew. */
  void begin(FixEntry fix, JobId job) {
    jdbc.sql(
            """
            update monitoring.fix set step = 'EVALUATE_CHAMPION', job_id = :job
            where incident_id = :incident and number = :number
            """)
        .param("job", job.value())
        .param("incident", fix.incident().value())
        .param("number", fix.number())
        .update();
  }

  /** Moves on from a step with what it made; false if it was done by another. */
  boolean advance(FixEntry from, VerifyStep to, String column, @Nullable UUID made) {
    return jdbc.sql(
                """
                update monitoring.fix set step = :to, %s = coalesce(cast(:made as uuid), %s)
                where incident_id = :incident and number = :number and step = :from
                """
                    .formatted(column, column))
            .param("to", to.name())
            .param("made", made)
            .param("incident", from.incident().value())
            .param("number", from.number())
            .param("from", from.step().name())
            .update()
        == 1;
  }

  Optional<FixEntry> newest(IncidentId incident) {
    return jdbc.sql(
            """
            select * from monitoring.fix where incident_id = :incident
            order by number desc limit 1
            """)
        .param("incident", incident.value())
        .query(FixRepository::map)
        .optional();
  }

  private static FixEntry map(ResultSet row, int number) throws SQLException {
    return new FixEntry(
        new IncidentId(row.getObject("incident_id", UUID.class)),
        row.getInt("number"),
        new HarvestId(row.getObject("harvest_id", UUID.class)),
        Jsonb.read(row.getString("candidate"), ModelRef.class),
        Jsonb.read(row.getString("dataset"), DatasetRef.class),
        Remedy.valueOf(row.getString("remedy")),
        List.of(Jsonb.read(row.getString("attestations"), Attestation[].class)),
        row.getString("recorded_by"),
        row.getObject("recorded", OffsetDateTime.class).toInstant(),
        VerifyStep.valueOf(row.getString("step")),
        id(row, "job_id", JobId::new),
        id(row, "champion_evaluation", EvaluationId::new),
        id(row, "candidate_evaluation", EvaluationId::new),
        id(row, "comparison", ComparisonId::new));
  }

  private static <T> @Nullable T id(ResultSet row, String column, Function<UUID, T> type)
      throws SQLException {
    UUID value = row.getObject(column, UUID.class);
    return value == null ? null : type.apply(value);
  }
}
