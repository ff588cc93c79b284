package dev.gyre.serving.endpoint;

import dev.gyre.api.Digest;
import dev.gyre.api.serving.Deployment;
import dev.gyre.api.serving.DeploymentState;
import dev.gyre.api.serving.EndpointId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeploymentRepository {

  private final JdbcClient jdbc;

  DeploymentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(DeploymentId id, EndpointId endpoint, String model, int version, Instant now) {
    jdbc.sql(
            """
            insert into serving.deployment (id, endpoint_id, model, version, state, since)
            values (:id, :endpoint, :model, :version, 'LOADING', :now)
            """)
        .param("id", id.value())
        .param("endpoint", endpoint.value())
        .param("model", model)
        .param("version", version)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The current row of a version, if it has one; locked to the end of the transaction. */
  Optional<Current> lock(EndpointId endpoint, String model, int version) {
    return jdbc.sql(
            """
            select id, version, state, since, detail from serving.deployment
            where current and endpoint_id = :endpoint and model = :model and version = :version
            order by id desc limit 1 for update
            """)
        .param("endpoint", endpoint.value())
        .param("model", model)
        .param("version", version)
        .query((row, _) -> new Current(new DeploymentId(row.getObject("id", UUID.class)), map(row)))
        .optional();
  }

  /** False if it is in this state already. */
  boolean move(
      DeploymentId id,
      DeploymentState state,
      @Nullable Digest artifact,
      @Nullable String detail,
      Instant now) {
    return jdbc.sql(
                """
                update serving.deployment set state = :state, since = :now, detail = :detail,
                  artifact = coalesce(:artifact, artifact), current = current or :state = 'READY'
                where id = :id and state <> :state
                """)
            .param("id", id.value())
            .param("state", state.name())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("detail", detail)
            .param("artifact", artifact == null ? null : artifact.bytes(), java.sql.Types.BINARY)
            .update()
        == 1;
  }

  /** Makes all others history: what answered drains, the rest has stopped or stays failed. */
  void retire(EndpointId endpoint, @Nullable DeploymentId except, Instant now) {
    jdbc.sql(
            """
            update serving.deployment set current = false, since = :now,
              state = case state when 'READY' then 'DRAINING' when 'LOADING' then 'STOPPED'
                else state end
            where endpoint_id = :endpoint and current
              and id <> coalesce(cast(:except as uuid), '00000000-0000-0000-0000-000000000000')
            """)
        .param("endpoint", endpoint.value())
        .param("except", except == null ? null : except.value(), java.sql.Types.OTHER)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** What does not answer is no longer awaited. */
  void retireUnready(EndpointId endpoint) {
    jdbc.sql(
            """
            update serving.deployment set current = false,
              state = case state when 'LOADING' then 'STOPPED' else state end
            where endpoint_id = :endpoint and current and state <> 'READY'
            """)
        .param("endpoint", endpoint.value())
        .update();
  }

  /** The end of draining. */
  void stop(DeploymentId id, Instant now) {
    jdbc.sql(
            """
            update serving.deployment set state = 'STOPPED', since = :now
            where id = :id and state = 'DRAINING'
            """)
        .param("id", id.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<LastDeployment> findLast(EndpointId endpoint) {
    return jdbc.sql(
            """
            select model, version, artifact from serving.deployment
            where endpoint_id = :endpoint and current and state = 'READY' and artifact is not null
            """)
        .param("endpoint", endpoint.value())
        .query((row, _) ->
            new LastDeployment(
                row.getString("model"),
                row.getInt("version"),
                Digest.ofHash(row.getBytes("artifact"))))
        .optional();
  }

  /** The current ones, oldest first. */
  Map<EndpointId, List<Deployment>> current(Collection<EndpointId> endpoints) {
    return jdbc
        .sql(
            """
            select endpoint_id, version, state, since, detail from serving.deployment
            where current and endpoint_id in (:endpoints) order by id
            """)
        .param("endpoints", endpoints.stream().map(EndpointId::value).toList())
        .query((row, _) ->
            Map.entry(new EndpointId(row.getObject("endpoint_id", UUID.class)), map(row)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Deployment map(ResultSet row) throws SQLException {
    return new Deployment(
        row.getInt("version"),
        DeploymentState.valueOf(row.getString("state")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getString("detail"));
  }

  record Current(DeploymentId id, Deployment deployment) {}
}
