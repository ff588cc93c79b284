package dev.gyre.monitoring.fix;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.ComparisonsApi;
import dev.gyre.api.eval.Flip;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.SliceRule;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.exposure.Exposure;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.harvest.HarvestEntry;
import dev.gyre.monitoring.harvest.Harvests;
import dev.gyre.monitoring.harvest.ItemEntry;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.membership.DatasetMembers;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.paired.PairedOutcome;
import dev.gyre.scoring.paired.PairedOutcomes;
import dev.gyre.scoring.proof.JudgedExposure;
import dev.gyre.scoring.proof.ProofEvidence;
import dev.gyre.scoring.proof.ProofRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from the peers, and from the live log, what a closing decision rests on. */
@Component
class EvidenceGathering {

  private static final double SMALLEST = 1e-9;

  private final Harvests harvests;
  private final DatasetMembers members;
  private final ModelsApi models;
  private final ComparisonsApi comparisons;
  private final TaskContractsApi contracts;
  private final Monitors monitors;
  private final Exposures exposures;

  EvidenceGathering(
      Harvests harvests,
      DatasetMembers members,
      ModelsApi models,
      ComparisonsApi comparisons,
      TaskContractsApi contracts,
      Monitors monitors,
      Exposures exposures) {
    this.harvests = harvests;
    this.members = members;
    this.models = models;
    this.comparisons = comparisons;
    this.contracts = contracts;
    this.monitors = monitors;
    this.exposures = exposures;
  }

  /**
   * What was found.
   *
   * @param trained what of the proof part, and where, a model may have learnt from; in words
   * @param proofSamples in the frozen slice, but for those that a person left out
   * @param unscored keys of those that the dataset's test split does not hold with a label
   * @param overallMargin whether the contract states one for accuracy
   */
  record Gathered(
      ProofEvidence evidence,
      ProofRules rules,
      SortedSet<String> trained,
      int proofSamples,
      List<String> unscored,
      boolean overallMargin) {}

  Gathered gather(IncidentEntry incident, HarvestEntry harvest, FixEntry fix) {
    TaskContract contract =
        Callers.asService("monitoring", () -> contracts.current(incident.slug())).contract();
    Map<SampleId, DatasetEntry> test = new HashMap<>();
    members.scan(incident.slug(), fix.dataset(), Split.TEST, null, e -> test.put(e.sample(), e));
    SortedMap<String, String> trained = trained(incident, fix);
    List<ItemEntry> slice =
        harvests.items(harvest.id()).stream()
            .filter(item -> item.inSlice() && !item.isSkipped())
            .toList();
    Set<SampleId> proof = slice.stream().map(EvidenceGathering::sample).collect(Collectors.toSet());
    List<Flip> flips = fix.comparison() == null ? List.of() : flips(incident, fix.comparison());
    ProofEvidence evidence =
        new ProofEvidence(
            paired(flips, test, flip -> isProof(incident, proof, flip)),
            new TreeSet<>(trained.keySet()),
            otherSlices(incident, fix, contract, flips, test),
            paired(flips, test, flip -> true),
            live(incident, incident.modelVersion()),
            live(incident, fix.candidate().version()));
    List<String> unscored =
        slice.stream()
            .filter(item -> !test.containsKey(sample(item)))
            .map(ItemEntry::sampleKey)
            .toList();
    @Nullable Double overall = overallMargin(contract);
    return new Gathered(
        evidence,
        rules(contract, overall),
        new TreeSet<>(trained.values()),
        slice.size(),
        unscored,
        overall != null);
  }

  /**
   * Proof samples, by key, that stand in a training or validation split of the candidate: by
   * themselves, by a sample of their group, or by one of the same content.
   */
  SortedMap<String, String> trained(IncidentEntry incident, FixEntry fix) {
    Map<Object, ItemEntry> held = new HashMap<>();
    for (ItemEntry item : harvests.heldOut(incident.id())) {
      held.put(sample(item), item);
      held.put(item.payload(), item);
      if (item.group() != null) {
        held.put(item.group(), item);
      }
    }
    Set<DatasetRef> learnt = new HashSet<>(Set.of(fix.dataset()));
    learnt.add(
        Callers.asService(
                "monitoring",
                () ->
                    models.version(
                        incident.slug(), fix.candidate().model(), fix.candidate().version()))
            .dataset());
    SortedMap<String, String> trained = new TreeMap<>();
    for (DatasetRef dataset : learnt) {
      for (Split split : DatasetMembers.TRAINED) {
        members.scan(
            incident.slug(),
            dataset,
            split,
            null,
            entry -> {
              ItemEntry item = match(held, entry);
              if (item != null) {
                trained.put(item.sampleKey(), words(item, entry, dataset));
              }
            });
      }
    }
    return trained;
  }

  private static @Nullable ItemEntry match(Map<Object, ItemEntry> held, DatasetEntry entry) {
    Digest content = entry.artifact();
    ItemEntry item = held.get(entry.sample());
    item = item == null ? held.get(content) : item;
    return item == null && entry.group() != null ? held.get(entry.group()) : item;
  }

  private static String words(ItemEntry item, DatasetEntry entry, DatasetRef dataset) {
    String where = "in %s of %s".formatted(entry.split(), dataset);
    return entry.sample().equals(item.sample())
        ? "%s %s".formatted(item.sampleKey(), where)
        : "%s as %s %s".formatted(item.sampleKey(), entry.key(), where);
  }

  private List<Flip> flips(IncidentEntry incident, ComparisonId comparison) {
    List<Flip> flips = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      String after = cursor;
      Page<Flip> page =
          Callers.asService(
              "monitoring",
              () -> comparisons.flips(incident.slug(), comparison, null, Page.MAX_LIMIT, after));
      flips.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return flips;
  }

  /** Of the frozen slice, those are judged that are labelled as the mode's. */
  private static boolean isProof(IncidentEntry incident, Set<SampleId> proof, Flip flip) {
    return flip.className() != null
        && proof.contains(flip.sample())
        && incident.classes().contains(flip.className());
  }

  /** Each class but the mode's own, and each filter, that the contract has a margin for. */
  private SortedMap<String, PairedOutcomes> otherSlices(
      IncidentEntry incident,
      FixEntry fix,
      TaskContract contract,
      List<Flip> flips,
      Map<SampleId, DatasetEntry> test) {
    SortedMap<String, PairedOutcomes> slices = new TreeMap<>();
    if (flips.isEmpty()) {
      return slices;
    }
    for (SliceRule rule : contract.slices()) {
      if (rule.margin() != null && rule.filter() == null) {
        contract.classes().stream()
            .filter(name -> !incident.classes().contains(name))
            .forEach(name ->
                slices.put(
                    rule.name() + "/" + name,
                    paired(flips, test, flip -> name.equals(flip.className()))));
      } else if (rule.margin() != null) {
        Set<SampleId> inside = new HashSet<>();
        members.scan(
            incident.slug(),
            fix.dataset(),
            Split.TEST,
            rule.filter(),
            entry -> inside.add(entry.sample()));
        slices.put(rule.name(), paired(flips, test, flip -> inside.contains(flip.sample())));
      }
    }
    return slices;
  }

  private static ProofRules rules(TaskContract contract, @Nullable Double overall) {
    ProofRules standard = ProofRules.of(overall == null ? SMALLEST : overall, SMALLEST);
    SortedMap<String, Double> margins = new TreeMap<>();
    for (SliceRule rule : contract.slices()) {
      if (rule.margin() != null) {
        margins.put(rule.name(), open(rule.margin()));
        contract.classes().forEach(n -> margins.put(rule.name() + "/" + n, open(rule.margin())));
      }
    }
    return new ProofRules(
        standard.superiorityLevel(),
        standard.confidence(),
        standard.overallMargin(),
        standard.sliceMargin(),
        margins,
        standard.recurrenceThreshold());
  }

  private static @Nullable Double overallMargin(TaskContract contract) {
    for (MetricRule rule : contract.metrics()) {
      if (rule.metric() == Metric.ACCURACY && rule.margin() != null) {
        return open(rule.margin());
      }
    }
    return null;
  }

  /** A contract's margin may be 0 or 1; the bound's may not. */
  private static double open(double margin) {
    return Math.clamp(margin, SMALLEST, 1 - SMALLEST);
  }

  private static PairedOutcomes paired(
      List<Flip> flips, Map<SampleId, DatasetEntry> test, Predicate<Flip> which) {
    return new PairedOutcomes(
        flips.stream()
            .filter(which)
            .map(flip -> {
              DatasetEntry entry = test.get(flip.sample());
              String id = flip.sample().toString();
              return new PairedOutcome(
                  id,
                  entry == null ? id : unit(entry),
                  flip.kind() == FlipKind.BOTH_RIGHT || flip.kind() == FlipKind.BROKEN,
                  flip.kind() == FlipKind.BOTH_RIGHT || flip.kind() == FlipKind.FIXED);
            })
            .toList());
  }

  /** As {@link Exposure#independent}: a picture under two keys is one. */
  private static String unit(DatasetEntry entry) {
    return entry.group() == null ? "content " + entry.artifact().hex() : "group " + entry.group();
  }

  /** The mode's labelled exposures under a version, in order of occurrence. */
  private List<JudgedExposure> live(IncidentEntry incident, int version) {
    Watch watch = monitors.require(incident.project(), incident.endpoint());
    return exposures.measured(watch, version).stream()
        .filter(exposure -> incident.classes().contains(exposure.truth()))
        .map(EvidenceGathering::judged)
        .toList();
  }

  private static JudgedExposure judged(Exposure exposure) {
    return new JudgedExposure(
        exposure.logId().toString(), exposure.independent(), exposure.right());
  }

  private static SampleId sample(ItemEntry item) {
    return Objects.requireNonNull(item.sample());
  }
}
