package dev.gyre.eval.discovery;

import dev.gyre.api.eval.Discovery;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.infra.postgres.Jsonb;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DiscoveryRepository {

  private final JdbcClient jdbc;

  DiscoveryRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False if somebody else was faster. */
  boolean insert(Discovery discovery, int search) {
    return jdbc.sql(
                """
                insert into eval.discovery (id, evaluation, search, body, created)
                values (:id, :evaluation, :search, :body, :created)
                on conflict (evaluation, search) do nothing
                """)
            .param("id", discovery.id().value())
            .param("evaluation", discovery.evaluation().value())
            .param("search", search)
            .param("body", Jsonb.write(discovery))
            .param("created", discovery.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** The one of this version of the search. */
  Optional<Discovery> find(EvaluationId evaluation, int search) {
    return jdbc.sql(
            """
            select body::text from eval.discovery
            where evaluation = :evaluation and search = :search
            """)
        .param("evaluation", evaluation.value())
        .param("search", search)
        .query((row, _) -> read(row.getString(1)))
        .optional();
  }

  /** Newest version of the search first. */
  List<Discovery> of(EvaluationId evaluation) {
    return jdbc.sql(
            """
            select body::text from eval.discovery
            where evaluation = :evaluation order by search desc
            """)
        .param("evaluation", evaluation.value())
        .query((row, _) -> read(row.getString(1)))
        .list();
  }

  private static Discovery read(String json) {
    return Jsonb.read(json, Discovery.class);
  }
}
