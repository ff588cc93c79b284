package dev.gyre.data.simulation;

import dev.gyre.api.Digest;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.Simulation;
import dev.gyre.api.data.SimulationId;
import dev.gyre.api.data.SimulationShard;
import dev.gyre.api.data.SimulationState;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

@Repository
class SimulationRepository {

  /** A shard's state is that of its job until it is rendered, then that of its import. */
  private static final String COLUMNS =
      """
      select m.id, c.digest, m.spec::text as spec, m.created, m.created_by,
        (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('number', h.shard, 'job', h.job_id,
            'import_id', h.import_id, 'state', case when h.failed or i.state = 'FAILED' then 'FAILED'
              when h.import_id is null then 'RENDERING' when i.state = 'FINISHED' then 'FINISHED'
              else 'IMPORTING' end)) order by h.shard)
          from data.simulation_shard h left join data.import i on i.id = h.import_id
          where h.simulation_id = m.id)::text as shards
      from data.simulation m join data.scenario c on c.id = m.scenario_id
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  SimulationRepository(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /**
   * What was asked for.
   *
   * @param contract the newest at that time: all shards are judged by the same
   */
  record Row(
      SimulationId id, NewSimulation spec, TaskContract contract, Instant now, String createdBy) {}

  void insert(ProjectId project, Row row) {
    jdbc.sql(
            """
            insert into data.simulation (id, project_id, scenario_id, spec, contract, created,
              created_by)
            values (:id, :project, :scenario, :spec, :contract, :created, :createdBy)
            """)
        .param("id", row.id().value())
        .param("project", project.value())
        .param("scenario", row.spec().scenario().value())
        .param("spec", Jsonb.write(tree(row.spec())))
        .param("contract", Jsonb.write(tree(row.contract())))
        .param("created", row.now().atOffset(ZoneOffset.UTC))
        .param("createdBy", row.createdBy())
        .update();
  }

  private static JsonNode tree(Object record) {
    return ContractJson.mapper().valueToTree(record);
  }

  void insertShards(SimulationId id, List<JobId> jobs) {
    template.batchUpdate(
        "insert into data.simulation_shard (simulation_id, shard, job_id) values (?, ?, ?)",
        IntStream.range(0, jobs.size())
            .mapToObj(shard -> new Object[] {id.value(), shard, jobs.get(shard).value()})
            .toList());
  }

  /** What a shard's import needs. */
  record Origin(TaskContract contract, String createdBy) {}

  Origin origin(SimulationId id) {
    return jdbc.sql(
            "select contract::text as contract, created_by from data.simulation where id = :id")
        .param("id", id.value())
        .query((row, _) ->
            new Origin(
                ContractJson.mapper().readValue(row.getString("contract"), TaskContract.class),
                row.getString("created_by")))
        .single();
  }

  void rendered(SimulationId id, int shard, ImportId importId) {
    jdbc.sql(
            """
            update data.simulation_shard set import_id = :import
            where simulation_id = :id and shard = :shard
            """)
        .param("id", id.value())
        .param("shard", shard)
        .param("import", importId.value())
        .update();
  }

  void fail(SimulationId id, int shard) {
    jdbc.sql(
            """
            update data.simulation_shard set failed = true
            where simulation_id = :id and shard = :shard
            """)
        .param("id", id.value())
        .param("shard", shard)
        .update();
  }

  Optional<Simulation> find(ProjectId project, SimulationId id) {
    return jdbc.sql(COLUMNS + "where m.project_id = :project and m.id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(SimulationRepository::map)
        .optional();
  }

  /** Newest first. */
  List<Simulation> list(ProjectId project, UUID before, int limit) {
    return jdbc.sql(
            COLUMNS
                + "where m.project_id = :project and m.id < :before order by m.id desc limit :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(SimulationRepository::map)
        .list();
  }

  private static Simulation map(ResultSet row, int number) throws SQLException {
    List<SimulationShard> shards =
        List.of(ContractJson.mapper().readValue(row.getString("shards"), SimulationShard[].class));
    return new Simulation(
        new SimulationId(row.getObject("id", UUID.class)),
        Digest.ofHash(row.getBytes("digest")),
        ContractJson.mapper().readValue(row.getString("spec"), NewSimulation.class),
        state(shards.stream().map(SimulationShard::state).toList()),
        shards,
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"));
  }

  private static SimulationState state(List<SimulationState> shards) {
    for (SimulationState state :
        List.of(SimulationState.RENDERING, SimulationState.IMPORTING, SimulationState.FAILED)) {
      if (shards.contains(state)) {
        return state;
      }
    }
    return SimulationState.FINISHED;
  }
}
