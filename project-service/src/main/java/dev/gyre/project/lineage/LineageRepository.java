package dev.gyre.project.lineage;

import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageRelation;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LineageRepository {

  private final JdbcClient jdbc;

  LineageRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds what is not there yet. */
  void add(ProjectId project, ToldEdges told) {
    jdbc.sql(
            """
            insert into project.lineage_node (project_id, node) values (:project, :node)
            on conflict do nothing
            """)
        .param("project", project.value())
        .param("node", told.node().toString())
        .update();
    jdbc.sql(
            """
            insert into project.lineage_edge (project_id, from_node, relation, to_node)
            select :project, from_node, relation, to_node
            from unnest(cast(:froms as text[]), cast(:relations as text[]), cast(:tos as text[]))
              as e (from_node, relation, to_node)
            on conflict do nothing
            """)
        .param("project", project.value())
        .param("froms", column(told, edge -> edge.from().toString()))
        .param("relations", column(told, edge -> edge.relation().name()))
        .param("tos", column(told, edge -> edge.to().toString()))
        .update();
  }

  private static String[] column(ToldEdges told, Function<LineageEdge, String> value) {
    return told.edges().stream().map(value).toArray(String[]::new);
  }

  /** Whether an event has told of it, itself or as an end of an edge. */
  boolean knows(ProjectId project, LineageNode node) {
    return jdbc.sql(
            """
            select exists (select from project.lineage_node
                where project_id = :project and node = :node)
              or exists (select from project.lineage_edge
                where project_id = :project and from_node = :node)
              or exists (select from project.lineage_edge
                where project_id = :project and to_node = :node)
            """)
        .param("project", project.value())
        .param("node", node.toString())
        .query(Boolean.class)
        .single();
  }

  /** The edges that lead on from nodes in a direction, always in one order. */
  List<LineageEdge> from(
      ProjectId project, Collection<LineageNode> nodes, LineageDirection direction, int limit) {
    String near =
        switch (direction) {
          case UPSTREAM -> "from_node";
          case DOWNSTREAM -> "to_node";
        };
    return jdbc.sql(
            """
            select from_node, relation, to_node from project.lineage_edge
            where project_id = :project and %s = any (cast(:nodes as text[]))
            order by from_node, relation, to_node limit :limit
            """
                .formatted(near))
        .param("project", project.value())
        .param("nodes", nodes.stream().map(LineageNode::toString).toArray(String[]::new))
        .param("limit", limit)
        .query(LineageRepository::edge)
        .list();
  }

  private static LineageEdge edge(ResultSet row, int number) throws SQLException {
    return new LineageEdge(
        LineageNode.valueOf(row.getString("from_node")),
        LineageRelation.valueOf(row.getString("relation")),
        LineageNode.valueOf(row.getString("to_node")));
  }
}
