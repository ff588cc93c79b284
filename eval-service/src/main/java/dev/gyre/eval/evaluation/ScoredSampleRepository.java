package dev.gyre.eval.evaluation;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.ScoredSample;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ScoredSampleRepository {

  private final JdbcClient jdbc;

  ScoredSampleRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Ready prediction sets of these splits that have not rejected the key, newest first. */
  List<ScoredSample> find(ProjectId project, String key, List<Membership> memberships) {
    return jdbc.sql(
            """
            select p.id, p.model, p.model_version, p.dataset, p.dataset_version, p.split, array(
                select e.id from eval.evaluation e
                where e.prediction_set = p.id and e.state = 'DONE' order by e.id) as evaluations
            from unnest(cast(:datasets as text[]), cast(:versions as int[]),
              cast(:splits as text[])) as m (dataset, version, split)
            join eval.prediction_set p on p.project_id = :project and p.dataset = m.dataset
              and p.dataset_version = m.version and p.split = m.split and p.state = 'READY'
            where not exists (
              select from jsonb_array_elements(p.rejects) r where r ->> 'item' = :key)
            order by p.id desc limit 1000
            """)
        .param("datasets", column(memberships, each -> each.dataset().dataset(), String[]::new))
        .param("versions", column(memberships, each -> each.dataset().version(), Integer[]::new))
        .param("splits", column(memberships, each -> each.split().name(), String[]::new))
        .param("project", project.value())
        .param("key", key)
        .query((row, _) -> map(row))
        .list();
  }

  private static <T> T[] column(
      List<Membership> memberships, Function<Membership, T> value, IntFunction<T[]> array) {
    return memberships.stream().map(value).toArray(array);
  }

  private static ScoredSample map(ResultSet row) throws SQLException {
    UUID[] evaluations = (UUID[]) row.getArray("evaluations").getArray();
    return new ScoredSample(
        new PredictionSetId(row.getObject("id", UUID.class)),
        new ModelRef(row.getString("model"), row.getInt("model_version")),
        new DatasetRef(row.getString("dataset"), row.getInt("dataset_version")),
        Split.valueOf(row.getString("split")),
        Arrays.stream(evaluations).map(EvaluationId::new).toList());
  }
}
