package dev.gyre.cli;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.ScoredSample;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.lineage.LineageRelation;
import dev.gyre.api.monitoring.HarvestedSample;
import dev.gyre.api.monitoring.HarvestsApi;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.api.serving.PredictionOriginsApi;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Everything that a sample touched, asked of the owners one after another.
 *
 * @param memberships the dataset versions that hold it
 * @param preparedSets that hold it
 * @param trained what came of the prepared sets in whose training or validation part it is
 * @param scored the prediction sets that hold a prediction of it
 * @param predictions logged answers about its very bytes
 * @param harvests that chose it
 */
record SampleLineage(
    SampleId sample,
    String key,
    List<Membership> memberships,
    List<PreparedMembership> preparedSets,
    List<Trained> trained,
    List<ScoredSample> scored,
    List<PredictionOrigin> predictions,
    List<HarvestedSample> harvests) {

  private static final Set<LineageRelation> MAKING =
      Set.of(
          LineageRelation.TRAINED_ON, LineageRelation.PRODUCED_BY, LineageRelation.DEPLOYMENT_OF);

  /**
   * A run, a model version or a deployment that a sample went into.
   *
   * @param split in which the run read the sample
   */
  record Trained(LineageNode node, Split split) {}

  static SampleLineage of(Connection connection, String keyOrId) {
    Sample sample = find(connection, keyOrId);
    List<PreparedMembership> prepared =
        connection.api(PreparedSetsApi.class).holding(connection.project(), sample.id());
    return new SampleLineage(
        sample.id(),
        sample.key(),
        connection.api(SamplesApi.class).memberships(connection.project(), sample.id()),
        prepared,
        trained(connection, prepared),
        connection.api(EvaluationsApi.class).scoring(connection.project(), sample.id()),
        predictions(connection, sample),
        Connection.all((limit, cursor) ->
            connection
                .api(HarvestsApi.class)
                .list(connection.project(), sample.id(), limit, cursor)));
  }

  /** By its key, or by its id if no sample has such a key. */
  private static Sample find(Connection connection, String keyOrId) {
    SamplesApi samples = connection.api(SamplesApi.class);
    String quoted = JsonNodeFactory.instance.stringNode(keyOrId).toString();
    List<Sample> found =
        samples.list(connection.project(), "sample.key == " + quoted, 1, null).items();
    if (!found.isEmpty()) {
      return found.getFirst();
    }
    try {
      return samples.get(connection.project(), SampleId.valueOf(keyOrId));
    } catch (PlatformException e) {
      if (e.code() == ErrorCode.INVALID_ARGUMENT) {
        throw PlatformException.notFound("sample", keyOrId);
      }
      throw e;
    }
  }

  /** Only what a run read to learn: a test sample has made no model. */
  private static List<Trained> trained(Connection connection, List<PreparedMembership> prepared) {
    List<Trained> trained = new ArrayList<>();
    for (PreparedMembership set : prepared) {
      if (set.split() == Split.TEST) {
        continue;
      }
      List<LineageNode> reached = new ArrayList<>();
      reached.add(LineageNode.of(LineageNoun.PREPARED_SET, set.preparedSet()));
      for (LineageEdge edge : downstream(connection, reached.getFirst())) {
        if (MAKING.contains(edge.relation()) && reached.contains(edge.to())) {
          reached.add(edge.from());
          trained.add(new Trained(edge.from(), set.split()));
        }
      }
    }
    return trained;
  }

  /** Run, model version, deployment: three steps, nearest first. */
  private static List<LineageEdge> downstream(Connection connection, LineageNode set) {
    return connection
        .api(LineageApi.class)
        .get(connection.project(), set, LineageDirection.DOWNSTREAM, 3, 1000)
        .edges();
  }

  private static List<PredictionOrigin> predictions(Connection connection, Sample sample) {
    List<PredictionOrigin> found = new ArrayList<>();
    for (StreamItem stream : sample.streams()) {
      found.addAll(
          Connection.all((limit, cursor) ->
              connection
                  .api(PredictionOriginsApi.class)
                  .list(connection.project(), stream.artifact(), limit, cursor)));
    }
    return found;
  }

  void print(PrintWriter out) {
    out.println("sample/" + key);
    memberships.forEach(
        each -> out.printf("  member_of dataset_version/%s as %s%n", each.dataset(), each.split()));
    preparedSets.forEach(each ->
        out.printf(
            "  prepared_in prepared_set/%s of %s as %s%n",
            each.preparedSet(), each.dataset(), each.split()));
    trained.forEach(each -> out.printf("  went_into %s as %s%n", each.node(), each.split()));
    for (ScoredSample each : scored) {
      out.printf("  scored_in prediction_set/%s by %s%n", each.predictionSet(), each.model());
      each.evaluations().forEach(id -> out.printf("    evaluation/%s%n", id));
    }
    predictions.forEach(each ->
        out.printf(
            "  asked_in prediction/%s of endpoint %s by %s%n",
            each.id(), each.endpoint(), each.model()));
    harvests.forEach(each ->
        out.printf(
            "  chosen_by harvest/%s for incident/%s as %s%n",
            each.harvest(), each.incident(), each.item().part()));
  }
}
