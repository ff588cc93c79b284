package dev.gyre.training.recipe;

import dev.gyre.api.Digest;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeId;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RecipeRepository {

  private static final String COLUMNS =
      "select id, name, number, digest, spec, created from training.recipe ";

  private final JdbcClient jdbc;

  RecipeRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One writer per name: the next number is free until the transaction ends. */
  void lock(ProjectId project, String name) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", "training.recipe\n%s\n%s".formatted(project, name))
        .query((_, _) -> true)
        .single();
  }

  Optional<Recipe> find(ProjectId project, RecipeId recipe) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", recipe.value())
        .query(RecipeRepository::map)
        .optional();
  }

  Optional<Recipe> find(ProjectId project, String name, Digest digest) {
    return jdbc.sql(COLUMNS + "where project_id = :project and name = :name and digest = :digest")
        .param("project", project.value())
        .param("name", name)
        .param("digest", digest.bytes())
        .query(RecipeRepository::map)
        .optional();
  }

  /** The highest number under a name, or 0. */
  int newest(ProjectId project, String name) {
    return jdbc.sql(
            """
            select coalesce(max(number), 0) from training.recipe
            where project_id = :project and name = :name
            """)
        .param("project", project.value())
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  List<Recipe> list(ProjectId project, @Nullable UUID before, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                where project_id = :project and (cast(:before as uuid) is null or id < :before)
                order by id desc limit :limit
                """)
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(RecipeRepository::map)
        .list();
  }

  void insert(ProjectId project, Recipe recipe) {
    jdbc.sql(
            """
            insert into training.recipe (id, project_id, name, number, digest, spec, created)
            values (:id, :project, :name, :number, :digest, :spec, :created)
            """)
        .param("id", recipe.id().value())
        .param("project", project.value())
        .param("name", recipe.name())
        .param("number", recipe.number())
        .param("digest", recipe.digest().bytes())
        .param("spec", Jsonb.write(recipe.spec()))
        .param("created", recipe.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Recipe map(ResultSet row, int number) throws SQLException {
    return new Recipe(
        new RecipeId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getInt("number"),
        Digest.ofHash(row.getBytes("digest")),
        Jsonb.read(row.getString("spec"), RecipeSpec.class),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
