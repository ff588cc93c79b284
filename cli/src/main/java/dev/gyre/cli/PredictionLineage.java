package dev.gyre.cli;

import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.api.serving.PredictionOriginsApi;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * From a prediction back to the data: who answered, and what that was made of.
 *
 * @param deployment that answered, absent for old predictions
 * @param lineage of the model version
 */
record PredictionLineage(
    PredictionOrigin prediction, @Nullable LineageNode deployment, Lineage lineage) {

  static PredictionLineage of(Connection connection, LogId id, int depth, int limit) {
    PredictionOrigin origin =
        connection.api(PredictionOriginsApi.class).get(connection.project(), id);
    Lineage lineage =
        connection
            .api(LineageApi.class)
            .get(
                connection.project(),
                LineageNode.of(origin.model()),
                LineageDirection.UPSTREAM,
                depth,
                limit);
    return new PredictionLineage(
        origin,
        origin.deployment() == null
            ? null
            : LineageNode.of(LineageNoun.DEPLOYMENT, origin.deployment()),
        lineage);
  }

  void print(PrintWriter out) {
    out.println("prediction/" + prediction.id());
    out.println("  endpoint " + prediction.endpoint());
    if (deployment != null) {
      out.println("  answered_by " + deployment);
    }
    LineageTree.of(lineage).print(out, "  ");
    out.flush();
  }
}
