package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.UuidV7;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.AnnotationState;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.project.ProjectId;
import dev.gyre.data.sample.SampleDigests.AnnotationForm;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes labels as intervals of sample revisions: a row is inserted and closed once. */
@Repository
class LabelRepository {

  private final JdbcClient jdbc;

  LabelRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A sample whose row is locked to the end of the transaction. */
  record Locked(SampleId id, int revision, ScopeState scope, @Nullable String className) {}

  /** A statement about a sample. */
  record Statement(
      String className,
      AnnotationSource source,
      AnnotationState state,
      String author,
      @Nullable String note,
      Instant now) {}

  Optional<Locked> lock(ProjectId project, SampleId sample) {
    return jdbc.sql(
            """
            select id, revision, scope, class_name from data.sample
            where project_id = :project and id = :sample for update
            """)
        .param("project", project.value())
        .param("sample", sample.value())
        .query((row, number) ->
            new Locked(
                new SampleId(row.getObject("id", UUID.class)),
                row.getInt("revision"),
                ScopeState.valueOf(row.getString("scope")),
                row.getString("class_name")))
        .optional();
  }

  /** A proposal beside what is accepted: a new revision, and the same truth. */
  void propose(ProjectId project, Locked sample, Statement statement) {
    insert(project, sample, statement);
    jdbc.sql(
            CHANGE
                + """
                update data.sample set revision = :revision, changed = change.changed
                from change where id = :id
                """)
        .param("project", project.value())
        .param("revision", sample.revision() + 1)
        .param("id", sample.id().value())
        .update();
  }

  /**
   * The accepted class of the whole sample, in place of an earlier one; what else is accepted
   * stays. Where there is nothing else, the sample is checked by it. The counter is taken in the
   * last statement.
   */
  void accept(ProjectId project, Locked sample, Statement statement) {
    int revision = sample.revision() + 1;
    jdbc.sql(
            """
            update data.annotation set to_revision = :revision
            where sample_id = :id and to_revision = 2147483647 and state = 'ACCEPTED'
              and target = 'sample' and geometry is null
            """)
        .param("revision", revision)
        .param("id", sample.id().value())
        .update();
    insert(project, sample, statement);
    List<Digest> accepted = accepted(sample.id());
    boolean checks = sample.scope() == ScopeState.UNLABELLED && accepted.size() == 1;
    if (checks) {
      check(sample.id(), revision);
    }
    ScopeState scope = checks ? ScopeState.CHECKED : sample.scope();
    Digest set = SampleDigests.annotationSet(scope, accepted);
    jdbc.sql(
            CHANGE
                + """
                update data.sample set revision = :revision, class_name = :class, scope = :scope,
                  annotation_digest = :digest, changed = change.changed
                from change where id = :id
                """)
        .param("project", project.value())
        .param("revision", revision)
        .param("class", statement.className())
        .param("scope", scope.name())
        .param("digest", set.bytes())
        .param("id", sample.id().value())
        .update();
  }

  private List<Digest> accepted(SampleId sample) {
    return jdbc.sql(
            """
            select digest from data.annotation
            where sample_id = :id and to_revision = 2147483647 and state = 'ACCEPTED'
            """)
        .param("id", sample.value())
        .query((row, _) -> Digest.ofHash(row.getBytes(1)))
        .list();
  }

  /** Takes the next value of the project's counter; its row stays locked to the commit. */
  private static final String CHANGE =
      """
      with change as (
        insert into data.project_change as c (project_id, changed) values (:project, 1)
        on conflict (project_id) do update set changed = c.changed + 1 returning changed)
      """;

  private void insert(ProjectId project, Locked sample, Statement statement) {
    jdbc.sql(
            """
            insert into data.annotation (id, project_id, sample_id, target, class, source, state,
              author, note, digest, created, from_revision)
            values (:annotation, :project, :sample, 'sample', :class, :source, :state, :author,
              :note, :digest, :now, :revision)
            """)
        .param("annotation", UuidV7.next())
        .param("project", project.value())
        .param("sample", sample.id().value())
        .param("class", statement.className())
        .param("source", statement.source().name())
        .param("state", statement.state().name())
        .param("author", statement.author())
        .param("note", statement.note())
        .param("digest", AnnotationForm.ofClass(statement.className()).digest().bytes())
        .param("now", statement.now().atOffset(ZoneOffset.UTC))
        .param("revision", sample.revision() + 1)
        .update();
  }

  private void check(SampleId sample, int revision) {
    jdbc.sql(
            "update data.sample_scope set to_revision = :revision where sample_id = :id and to_revision = 2147483647")
        .param("revision", revision)
        .param("id", sample.value())
        .update();
    jdbc.sql(
            "insert into data.sample_scope (sample_id, from_revision, state) values (:id, :revision, 'CHECKED')")
        .param("revision", revision)
        .param("id", sample.value())
        .update();
  }
}
