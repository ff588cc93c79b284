package dev.gyre.monitoring.harvest;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.NewSlice;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SlicesApi;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.monitoring.HarvestDone;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.exposure.Exposure;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.incident.IncidentChange;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.incident.Incidents;
import dev.gyre.monitoring.membership.DatasetMembers;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.proof.ProofLinks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of a harvest. Each asks a peer outside of any transaction, for something that the peer
 * does once however often it is asked, and then stores the answer together with the next step. So a
 * crash at any point repeats at most one request that has no further effect.
 */
@Component
class HarvestSteps {

  private final HarvestRepository repository;
  private final Incidents incidents;
  private final Monitors monitors;
  private final Exposures exposures;
  private final ProofLinks proof;
  private final ProofLabels labels;
  private final HarvestProperties properties;
  private final DatasetMembers members;
  private final SampleMaking samples;
  private final ModelsApi models;
  private final LabelQueuesApi queues;
  private final SlicesApi slices;
  private final EventOutbox outbox;
  private final TransactionTemplate transactions;

  HarvestSteps(
      HarvestRepository repository,
      Incidents incidents,
      Monitors monitors,
      Exposures exposures,
      ProofLinks proof,
      ProofLabels labels,
      HarvestProperties properties,
      DatasetMembers members,
      SampleMaking samples,
      ModelsApi models,
      LabelQueuesApi queues,
      SlicesApi slices,
      @Qualifier("monitoringEvents") EventOutbox outbox,
      PlatformTransactionManager transactions) {
    this.repository = repository;
    this.incidents = incidents;
    this.monitors = monitors;
    this.exposures = exposures;
    this.proof = proof;
    this.labels = labels;
    this.properties = properties;
    this.members = members;
    this.samples = samples;
    this.models = models;
    this.queues = queues;
    this.slices = slices;
    this.outbox = outbox;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Does the next step; false once nothing is left. */
  boolean advance(HarvestId id) {
    HarvestEntry harvest =
        repository.find(id).orElseThrow(() -> PlatformException.notFound("harvest", id));
    IncidentEntry incident = incidents.get(harvest.project(), harvest.incident());
    switch (harvest.step()) {
      case CHOOSE -> choose(harvest, incident);
      case INTAKE -> intake(harvest, incident);
      case LABEL_QUEUE -> queue(harvest, incident);
      case PROOF_SLICE -> freeze(harvest, incident);
      case DONE -> {
        return false;
      }
    }
    return true;
  }

  private void choose(HarvestEntry harvest, IncidentEntry incident) {
    HarvestChoice choice =
        HarvestChoice.of(
            incident,
            monitors.require(incident.project(), incident.endpoint()),
            exposures,
            properties);
    DatasetRef learnt =
        asking(() -> models.version(incident.slug(), incident.model(), incident.modelVersion()))
            .dataset();
    List<ItemEntry> items = choice.items(trained(incident.slug(), learnt, choice.withPayload()));
    if (items.stream().noneMatch(ItemEntry::inSlice)) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "No prediction of version %d at '%s' with a kept picture was drawn for the proof part: wait for more traffic, then harvest again"
              .formatted(incident.modelVersion(), incident.endpoint()));
    }
    commit(
        harvest,
        HarvestStep.INTAKE,
        () -> {
          repository.chosen(harvest, choice.withoutPayload(), items);
          recordChoice(harvest, incident, items, choice.repeated());
        });
  }

  /** Units of these that the model has learnt from: by group, or by content. */
  private Set<String> trained(ProjectSlug slug, DatasetRef dataset, List<Exposure> chosen) {
    Set<String> groups = new HashSet<>();
    Set<Digest> contents = new HashSet<>();
    for (Split split : DatasetMembers.TRAINED) {
      members.scan(
          slug,
          dataset,
          split,
          null,
          entry -> {
            if (entry.group() != null) {
              groups.add(entry.group());
            }
            contents.add(entry.artifact());
          });
    }
    Set<String> trained = new HashSet<>();
    for (Exposure exposure : chosen) {
      if (contents.contains(exposure.payload()) || groups.contains(exposure.group())) {
        trained.add(exposure.independent());
      }
    }
    return trained;
  }

  private void recordChoice(
      HarvestEntry harvest, IncidentEntry incident, List<ItemEntry> items, int repeated) {
    long failing = items.stream().filter(item -> item.share() == HarvestShare.FAILING).count();
    proof.record(
        incident.id(),
        harvest.number(),
        "failure_events",
        LinkState.GREEN,
        "%d of %d labelled exposures were wrong."
            .formatted(incident.counts().failures(), incident.counts().exposures()),
        Map.of("endpoint", incident.endpoint()));
    proof.record(
        incident.id(),
        harvest.number(),
        "incident",
        LinkState.GREEN,
        incident.description() + ".",
        Map.of("incident", incident.id().toString(), "fingerprint", incident.fingerprint()));
    long held = items.stream().filter(item -> item.part() == HarvestPart.PROOF).count();
    proof.record(
        incident.id(),
        harvest.number(),
        "harvest",
        LinkState.GREEN,
        "%d pictures chosen, %d of them failing; %d held out by a draw over groups or contents, %d for training%s."
            .formatted(
                items.size(),
                failing,
                held,
                items.size() - held,
                repeated == 0 ? "" : "; %d showed one of them again".formatted(repeated)),
        Map.of("harvest", harvest.id().toString()));
  }

  private void intake(HarvestEntry harvest, IncidentEntry incident) {
    List<ItemEntry> waiting =
        repository.items(harvest.id()).stream().filter(item -> item.sample() == null).toList();
    List<ItemEntry> batch = waiting.subList(0, Math.min(SampleMaking.BATCH, waiting.size()));
    Map<String, SampleMaking.Made> made = samples.make(harvest, incident, batch);
    boolean last = batch.size() == waiting.size();
    commit(
        harvest,
        last ? HarvestStep.LABEL_QUEUE : HarvestStep.INTAKE,
        () ->
            batch.forEach(item -> {
              SampleMaking.Made sample = Objects.requireNonNull(made.get(item.sampleKey()));
              repository.sampled(harvest, item, sample.id(), sample.className());
            }));
  }

  private void queue(HarvestEntry harvest, IncidentEntry incident) {
    List<SampleId> unlabelled =
        repository.items(harvest.id()).stream()
            .filter(item -> item.className() == null)
            .map(item -> Objects.requireNonNull(item.sample()))
            .toList();
    if (unlabelled.isEmpty()) {
      commit(harvest, HarvestStep.PROOF_SLICE, () -> {});
      return;
    }
    String name = "incident %s harvest %d".formatted(incident.id(), harvest.number());
    LabelQueue queue =
        asking(() ->
            findQueue(incident.slug(), name)
                .orElseGet(() ->
                    queues.create(
                        incident.slug(),
                        new NewLabelQueue(
                            name,
                            unlabelled,
                            "What is it? Asked because of: " + incident.description()))));
    commit(harvest, HarvestStep.PROOF_SLICE, () -> repository.queued(harvest, queue.id()));
  }

  /** A queue cannot be made under a key, so one of this name is looked for first. */
  private Optional<LabelQueue> findQueue(ProjectSlug slug, String name) {
    @Nullable String cursor = null;
    do {
      Page<LabelQueue> page = queues.list(slug, Page.MAX_LIMIT, cursor);
      Optional<LabelQueue> found =
          page.items().stream().filter(queue -> queue.name().equals(name)).findFirst();
      if (found.isPresent()) {
        return found;
      }
      cursor = page.nextCursor();
    } while (cursor != null);
    return Optional.empty();
  }

  private void freeze(HarvestEntry harvest, IncidentEntry incident) {
    List<SampleId> held =
        repository.items(harvest.id()).stream()
            .filter(ItemEntry::inSlice)
            .map(item -> Objects.requireNonNull(item.sample()))
            .toList();
    NewSlice wanted = new NewSlice(ProofLabels.name(incident, harvest), ofMode(incident), held);
    Slice slice = asking(() -> slices.create(incident.slug(), wanted));
    commit(
        harvest,
        HarvestStep.DONE,
        () -> {
          repository.frozen(harvest, slice.id());
          labels.record(incident, repository.find(harvest.id()).orElseThrow());
          outbox.append(
              harvest.project(),
              HarvestDone.TYPE,
              "harvest/" + harvest.id(),
              new HarvestDone(harvest.id(), incident.id(), harvest.number(), slice.id()));
          IncidentEntry held2 = incidents.lock(incident.project(), incident.id());
          if (held2.state() == IncidentState.HARVESTING) {
            incidents.save(held2, IncidentChange.of(held2).state(IncidentState.LABELLING));
          }
        });
  }

  /** The whole proof part is frozen; of it, what will be labelled as the mode's is judged. */
  private static String ofMode(IncidentEntry incident) {
    return "sample.class_name in " + ContractJson.mapper().writeValueAsString(incident.classes());
  }

  /** The effect of a step and the next one, together and once. */
  private void commit(HarvestEntry harvest, HarvestStep next, Runnable effect) {
    transactions.executeWithoutResult(_ -> {
      if (repository.advance(harvest, next)) {
        effect.run();
      }
    });
  }

  private static <T> T asking(Supplier<T> call) {
    return Callers.asService("monitoring", call);
  }
}
