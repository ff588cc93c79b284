package dev.gyre.data.dataset;

import dev.gyre.api.data.DatasetId;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskKind;
import dev.gyre.data.filter.SqlFilter;
import dev.gyre.data.sample.SampleIntake;
import dev.gyre.data.sample.SplitCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements of a commit, over temporary tables of its transaction. */
@Repository
class CommitRepository {

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  CommitRepository(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /**
   * Which samples a commit looks at.
   *
   * @param since only those changed after this value of the project's counter; -1 for all
   * @param task what a member must have the truth for
   * @param classes of the task contract
   * @param splitField metadata field that names the split, absent for none
   */
  record Scope(
      ProjectId project,
      DatasetId dataset,
      long since,
      TaskKind task,
      List<String> classes,
      @Nullable String splitField) {}

  /** The project's counter; whatever changes later has a higher one. */
  long counter(ProjectId project) {
    return jdbc.sql("select changed from data.project_change where project_id = :project")
        .param("project", project.value())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Makes them, and gives this transaction the memory that sorting a million members takes. */
  void create() {
    template.execute(
        """
        set local work_mem = '64MB';
        create temporary table if not exists commit_candidate (
          sample_id uuid primary key, key text collate "C", unit text collate "C", class_name text,
          digest bytea, annotation_digest bytea, revision int, wanted text) on commit delete rows;
        create temporary table if not exists commit_new (
          sample_id uuid primary key, key text collate "C", unit text collate "C", stratum text,
          wanted text, split smallint) on commit delete rows;
        create temporary table if not exists commit_assignment (
          key text collate "C", split smallint) on commit delete rows;
        """);
  }

  /** Whether a sample {@code s} has what the task asks for. */
  private static String truth(TaskKind task) {
    return switch (task) {
      case CLASSIFICATION -> "s.class_name in (:classes)";
      case SEGMENTATION ->
          """
          s.scope = 'CHECKED' and exists (
            select from data.annotation m where m.sample_id = s.id and m.to_revision = 2147483647
              and m.state = 'ACCEPTED' and m.geometry ->> 'kind' = 'LABEL_MAP' and not exists (
                select from jsonb_object_keys(m.geometry -> 'table') k where k not in (:classes)))
          """;
    };
  }

  /** Samples with the task's truth that pass the filter, as one snapshot sees them. */
  void findCandidates(Scope scope, SqlFilter filter) {
    jdbc.sql(
            """
            insert into pg_temp.commit_candidate
            select s.id, s.key,
              case when s.group_key is null then 'k:' || s.key else 'g:' || s.group_key end,
              s.class_name, s.digest, s.annotation_digest, s.revision,
              lower(s.metadata ->> cast(:field as text))
            from data.sample s
            join data.sample_fact f on f.sample_id = s.id and f.to_revision = 2147483647
            where s.project_id = :project and s.changed > :since and
            """
                + truth(scope.task())
                + " and "
                + filter.condition())
        .params(filter.parameters())
        .param("project", scope.project().value())
        .param("since", scope.since())
        .param("classes", scope.classes())
        .param("field", scope.splitField())
        .update();
    template.execute("analyze pg_temp.commit_candidate");
  }

  /** Closes the members that are none any more. */
  int closeRemoved(Scope scope, int version) {
    return jdbc.sql(
            """
            update data.dataset_entry e set to_version = :version from data.sample s
            where e.dataset_id = :dataset and e.to_version = 2147483647 and s.id = e.sample_id
              and s.changed > :since and not exists (
                select from pg_temp.commit_candidate c where c.sample_id = e.sample_id)
            """)
        .param("version", version)
        .param("dataset", scope.dataset().value())
        .param("since", scope.since())
        .update();
  }

  /** Closes the members whose content or labels differ and opens them anew in their split. */
  int replaceChanged(Scope scope, int version) {
    jdbc.sql(
            """
            update data.dataset_entry e set to_version = :version from pg_temp.commit_candidate c
            where e.dataset_id = :dataset and e.to_version = 2147483647
              and c.sample_id = e.sample_id and (e.sample_digest, e.annotation_digest)
                is distinct from (c.digest, c.annotation_digest)
            """)
        .param("version", version)
        .param("dataset", scope.dataset().value())
        .update();
    return jdbc.sql(
            """
            insert into data.dataset_entry (dataset_id, sample_id, from_version, sample_digest,
              annotation_digest, sample_revision, split)
            select e.dataset_id, c.sample_id, :version, c.digest, c.annotation_digest, c.revision,
              e.split
            from pg_temp.commit_candidate c join data.dataset_entry e on e.sample_id = c.sample_id
            where e.dataset_id = :dataset and e.to_version = :version
            """)
        .param("version", version)
        .param("dataset", scope.dataset().value())
        .update();
  }

  /** Candidates that are no members; those that once were have their split. */
  int findNew(Scope scope, boolean stratify) {
    int found =
        jdbc.sql(
                """
                insert into pg_temp.commit_new
                select c.sample_id, c.key, c.unit,
                  case when :stratify then coalesce(c.class_name, '') else '' end,
                  c.wanted,
                  (select e.split from data.dataset_entry e
                   where e.sample_id = c.sample_id and e.dataset_id = :dataset
                   order by e.from_version desc limit 1)
                from pg_temp.commit_candidate c where not exists (
                  select from data.dataset_entry e where e.dataset_id = :dataset
                    and e.sample_id = c.sample_id and e.to_version = 2147483647)
                """)
            .param("dataset", scope.dataset().value())
            .param("stratify", stratify)
            .update();
    template.execute("analyze pg_temp.commit_new");
    return found;
  }

  void addAssignments(List<SplitAssignment> assignments) {
    template.batchUpdate(
        "insert into pg_temp.commit_assignment (key, split) values (?, ?)",
        assignments,
        1000,
        (statement, assignment) -> {
          statement.setString(1, assignment.key());
          statement.setShort(2, (short) SplitCode.of(assignment.split()));
        });
  }

  /**
   * Makes members of the new ones; each has its split by now. After many, what reads the version
   * must not be planned for the table as it was before.
   */
  void insertNew(Scope scope, int version) {
    int inserted =
        jdbc.sql(
                """
                insert into data.dataset_entry (dataset_id, sample_id, from_version, sample_digest,
                  annotation_digest, sample_revision, split)
                select :dataset, n.sample_id, :version, c.digest, c.annotation_digest, c.revision,
                  n.split
                from pg_temp.commit_new n
                join pg_temp.commit_candidate c on c.sample_id = n.sample_id
                """)
            .param("version", version)
            .param("dataset", scope.dataset().value())
            .update();
    if (inserted >= SampleIntake.MANY) {
      template.execute("analyze data.dataset_entry");
    }
  }

  /** The imports that brought the new ones. */
  List<ImportId> imports() {
    return origins("import_id").map(ImportId::new).toList();
  }

  /** The harvests that brought the new ones. */
  List<HarvestId> harvests() {
    return origins("harvest_id").map(HarvestId::new).toList();
  }

  private Stream<UUID> origins(String column) {
    return jdbc
        .sql(
            """
            select distinct s.%1$s from pg_temp.commit_new n
            join data.sample s on s.id = n.sample_id
            where s.%1$s is not null order by s.%1$s
            """
                .formatted(column))
        .query((row, _) -> row.getObject(1, UUID.class))
        .list()
        .stream();
  }

  /** Runs a statement of the splits over the temporary tables. */
  int update(String sql, Map<String, ?> parameters) {
    return jdbc.sql(sql).params(parameters).update();
  }

  /** The first text that a query over the temporary tables finds, if any. */
  @Nullable String first(String sql, Map<String, ?> parameters) {
    return jdbc.sql(sql).params(parameters).query(String.class).optional().orElse(null);
  }
}
