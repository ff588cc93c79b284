package dev.gyre.project.lineage;

import dev.gyre.api.data.DatasetVersionCommitted;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.eval.EvaluationCompleted;
import dev.gyre.api.eval.GateVerdictGiven;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.event.Event;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.lineage.LineageRelation;
import dev.gyre.api.monitoring.Fix;
import dev.gyre.api.monitoring.HarvestDone;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.serving.DeploymentReady;
import dev.gyre.api.training.AliasMoved;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.Run;
import dev.gyre.infra.postgres.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one event tells: a node, and its edges to what it came of. It depends on nothing but the
 * event, so the order in which events are read makes no difference.
 */
record ToldEdges(LineageNode node, List<LineageEdge> edges) {

  private static final Map<String, Function<Event, Optional<ToldEdges>>> BY_TYPE =
      Map.ofEntries(
          told("dev.gyre.import.finished.v1", Import.class, ToldEdges::of),
          told(DatasetVersionCommitted.TYPE, DatasetVersionCommitted.class, ToldEdges::of),
          told("dev.gyre.prepared_set.built.v1", PreparedSet.class, ToldEdges::of),
          told("dev.gyre.run.finished.v1", Run.class, ToldEdges::of),
          told("dev.gyre.model_version.registered.v1", ModelVersion.class, ToldEdges::of),
          told(EvaluationCompleted.TYPE, EvaluationCompleted.class, ToldEdges::of),
          told(GateVerdictGiven.TYPE, GateVerdictGiven.class, ToldEdges::of),
          told(AliasMoved.TYPE, AliasMoved.class, ToldEdges::of),
          told(DeploymentReady.TYPE, DeploymentReady.class, ToldEdges::of),
          told("dev.gyre.incident.opened.v1", Incident.class, ToldEdges::of),
          told(HarvestDone.TYPE, HarvestDone.class, ToldEdges::of),
          told(Fix.RECORDED, Fix.class, ToldEdges::recorded),
          told(Fix.PROVEN, Fix.class, ToldEdges::proven));

  ToldEdges {
    edges = List.copyOf(edges);
  }

  /** The types of events that tell something. */
  static Set<String> types() {
    return BY_TYPE.keySet();
  }

  /** Empty for an event from before the references that it would need were told. */
  static Optional<ToldEdges> by(Event event) {
    Function<Event, Optional<ToldEdges>> reading = BY_TYPE.get(event.type());
    return reading == null ? Optional.empty() : reading.apply(event);
  }

  private static <T> Map.Entry<String, Function<Event, Optional<ToldEdges>>> told(
      String type, Class<T> payload, Function<T, @Nullable ToldEdges> reading) {
    return Map.entry(
        type, event -> Optional.ofNullable(reading.apply(Jsonb.read(event.payload(), payload))));
  }

  private static ToldEdges of(Import finished) {
    return about(LineageNode.of(LineageNoun.IMPORT, finished.id())).told();
  }

  private static ToldEdges of(DatasetVersionCommitted version) {
    Telling telling = about(LineageNode.of(version.ref()));
    if (version.parent() != null) {
      telling.edge(LineageRelation.DERIVED_FROM, LineageNode.of(version.parent()));
    }
    return telling
        .edges(LineageRelation.BUILT_FROM, LineageNoun.IMPORT, version.imports())
        .edges(LineageRelation.BUILT_FROM, LineageNoun.HARVEST, version.harvests())
        .told();
  }

  private static ToldEdges of(PreparedSet set) {
    return about(LineageNode.of(LineageNoun.PREPARED_SET, set.id()))
        .edge(LineageRelation.BUILT_FROM, LineageNode.of(set.dataset()))
        .told();
  }

  private static ToldEdges of(Run run) {
    return about(LineageNode.of(LineageNoun.RUN, run.id()))
        .edge(
            LineageRelation.TRAINED_ON, LineageNode.of(LineageNoun.PREPARED_SET, run.preparedSet()))
        .told();
  }

  private static ToldEdges of(ModelVersion version) {
    return about(model(version.model(), version.version()))
        .maybe(LineageRelation.PRODUCED_BY, LineageNoun.RUN, version.run())
        .told();
  }

  private static ToldEdges of(EvaluationCompleted done) {
    return about(LineageNode.of(LineageNoun.EVALUATION, done.id()))
        .edge(LineageRelation.EVALUATES, LineageNode.of(done.model()))
        .edge(LineageRelation.EVALUATED_ON, LineageNode.of(done.dataset()))
        .told();
  }

  private static ToldEdges of(GateVerdictGiven given) {
    return about(LineageNode.of(LineageNoun.GATE_VERDICT, given.id()))
        .edge(LineageRelation.JUDGES, LineageNode.of(given.candidate()))
        .maybe(LineageRelation.BASED_ON, LineageNoun.EVALUATION, given.candidateEvaluation())
        .maybe(LineageRelation.BASED_ON, LineageNoun.EVALUATION, given.championEvaluation())
        .edges(LineageRelation.EVALUATED_ON, LineageNoun.SLICE, given.slices())
        .told();
  }

  private static @Nullable ToldEdges of(AliasMoved moved) {
    return moved.id() == null
        ? null
        : about(LineageNode.of(LineageNoun.ALIAS_MOVE, moved.id()))
            .edge(LineageRelation.MOVED_TO, model(moved.model(), moved.version()))
            .maybe(LineageRelation.PROMOTED_BY, LineageNoun.GATE_VERDICT, moved.verdict())
            .told();
  }

  private static @Nullable ToldEdges of(DeploymentReady ready) {
    return ready.id() == null
        ? null
        : about(LineageNode.of(LineageNoun.DEPLOYMENT, ready.id()))
            .edge(LineageRelation.DEPLOYMENT_OF, model(ready.model(), ready.version()))
            .told();
  }

  private static ToldEdges of(Incident opened) {
    return about(LineageNode.of(LineageNoun.INCIDENT, opened.id()))
        .edge(LineageRelation.FOUND_IN, model(opened.model(), opened.modelVersion()))
        .told();
  }

  /** The slice is told with it: only here is known what it was frozen from. */
  private static ToldEdges of(HarvestDone done) {
    LineageNode harvest = LineageNode.of(LineageNoun.HARVEST, done.id());
    return about(harvest)
        .edge(LineageRelation.HARVESTED_FOR, LineageNode.of(LineageNoun.INCIDENT, done.incident()))
        .edge(
            new LineageEdge(
                LineageNode.of(LineageNoun.SLICE, done.proofSlice()),
                LineageRelation.FROZEN_FROM,
                harvest))
        .told();
  }

  private static ToldEdges recorded(Fix fix) {
    return about(node(fix))
        .edge(LineageRelation.PROPOSED_FOR, LineageNode.of(LineageNoun.INCIDENT, fix.incident()))
        .edge(LineageRelation.PROPOSES, LineageNode.of(fix.candidate()))
        .edge(LineageRelation.EVALUATED_ON, LineageNode.of(fix.dataset()))
        .edge(LineageRelation.JUDGED_BY, LineageNode.of(LineageNoun.HARVEST, fix.harvest()))
        .told();
  }

  private static ToldEdges proven(Fix fix) {
    return about(node(fix))
        .edge(LineageRelation.FIXES, LineageNode.of(LineageNoun.INCIDENT, fix.incident()))
        .told();
  }

  private static LineageNode node(Fix fix) {
    return LineageNode.of(LineageNoun.FIX, fix.incident() + "/" + fix.number());
  }

  private static LineageNode model(String model, int version) {
    return LineageNode.of(new ModelRef(model, version));
  }

  private static Telling about(LineageNode node) {
    return new Telling(node, new ArrayList<>());
  }

  /** A node whose edges are being gathered. */
  private record Telling(LineageNode node, List<LineageEdge> gathered) {

    Telling edge(LineageRelation relation, LineageNode to) {
      return edge(new LineageEdge(node, relation, to));
    }

    Telling edge(LineageEdge edge) {
      gathered.add(edge);
      return this;
    }

    Telling maybe(LineageRelation relation, LineageNoun noun, @Nullable Object id) {
      return id == null ? this : edge(relation, LineageNode.of(noun, id));
    }

    Telling edges(LineageRelation relation, LineageNoun noun, @Nullable List<?> ids) {
      if (ids != null) {
        ids.forEach(id -> edge(relation, LineageNode.of(noun, id)));
      }
      return this;
    }

    ToldEdges told() {
      return new ToldEdges(node, gathered);
    }
  }
}
