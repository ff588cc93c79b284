package dev.gyre.monitoring.proof;

import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.api.monitoring.ProofLink;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

@Repository
class ProofLinkRepository {

  private final JdbcClient jdbc;

  ProofLinkRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(IncidentId incident, int round, ProofLink link) {
    jdbc.sql(
            """
            insert into monitoring.proof_link as known
              (incident_id, round, link, state, sentence, refs, recorded)
            values (:incident, :round, :link, :state, :sentence, :refs, :recorded)
            on conflict (incident_id, round, link) do update set state = excluded.state,
              sentence = excluded.sentence, refs = excluded.refs, recorded = excluded.recorded
            where (known.state, known.sentence, known.refs)
              is distinct from (excluded.state, excluded.sentence, excluded.refs)
            """)
        .param("incident", incident.value())
        .param("round", round)
        .param("link", link.link())
        .param("state", link.state().name())
        .param("sentence", link.sentence())
        .param("refs", Jsonb.write(link.references()))
        .param("recorded", Objects.requireNonNull(link.recorded()).atOffset(ZoneOffset.UTC))
        .update();
  }

  void delete(IncidentId incident, int round, Collection<String> links) {
    jdbc.sql(
            """
            delete from monitoring.proof_link
            where incident_id = :incident and round = :round and link in (:links)
            """)
        .param("incident", incident.value())
        .param("round", round)
        .param("links", links)
        .update();
  }

  List<ProofLink> list(IncidentId incident, int round) {
    return jdbc.sql(
            """
            select link, state, sentence, refs::text refs, recorded from monitoring.proof_link
            where incident_id = :incident and round = :round
            """)
        .param("incident", incident.value())
        .param("round", round)
        .query(ProofLinkRepository::map)
        .list();
  }

  private static ProofLink map(ResultSet row, int number) throws SQLException {
    Map<String, String> references = new LinkedHashMap<>();
    JsonNode stored = Jsonb.tree(row.getString("refs"));
    stored.forEachEntry((name, value) -> references.put(name, value.asString()));
    return new ProofLink(
        row.getString("link"),
        LinkState.valueOf(row.getString("state")),
        row.getString("sentence"),
        references,
        row.getObject("recorded", OffsetDateTime.class).toInstant());
  }
}
