package dev.gyre.monitoring.harvest;

import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.serving.LogId;
import dev.gyre.monitoring.exposure.Exposure;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.proof.PartDraw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an incident takes from the log of the version that fails:
 *
 * <ul>
 *   <li>all labelled exposures of the mode's true classes, right and wrong, whose rates count. They
 *       are divided by {@link PartDraw}, by group or id alone; its proof part becomes the frozen
 *       slice. Wrong ones are called failing, right ones uniform, once they are divided;
 *   <li>what is known wrong by complaints alone: failing, for training;
 *   <li>predictions without truth that were answered with one of the mode's classes, or with one
 *       that the mode is misread as, the least sure first: similar, for training;
 *   <li>predictions without truth drawn by id with one probability: uniform, divided like the
 *       first.
 * </ul>
 *
 * A group stays together: what shares one goes to the part that its group was drawn into.
 */
final class HarvestChoice {

  private final IncidentEntry incident;
  private final PartDraw parts;
  private final Map<LogId, Chosen> chosen = new LinkedHashMap<>();

  /**
   * An exposure that was chosen.
   *
   * @param divided whether its part is drawn; else it is for training unless its group says no
   */
  record Chosen(Exposure exposure, HarvestShare share, double inclusion, boolean divided) {}

  private HarvestChoice(IncidentEntry incident) {
    this.incident = incident;
    this.parts = PartDraw.half(incident.id().toString());
  }

  static HarvestChoice of(
      IncidentEntry incident, Watch watch, Exposures log, HarvestProperties most) {
    HarvestChoice choice = new HarvestChoice(incident);
    List<String> classes = incident.classes();
    int version = incident.modelVersion();
    List<Exposure> mode =
        log.measured(watch, version).stream()
            .filter(exposure -> classes.contains(exposure.truth()))
            .toList();
    List<Exposure> newest = mode.subList(Math.max(0, mode.size() - most.labelled()), mode.size());
    newest.forEach(exposure ->
        choice.add(
            exposure,
            exposure.right() ? HarvestShare.UNIFORM : HarvestShare.FAILING,
            1,
            /* divided= */ true));
    log.complained(watch, version, classes, most.labelled()).stream()
        .filter(exposure -> exposure.readable() && !exposure.right())
        .forEach(exposure -> choice.add(exposure, HarvestShare.FAILING, 1, /* divided= */ false));
    choice.addUniform(log.unlabelled(watch, version, 100_000), most.uniform());
    if (most.similar() > 0) {
      log.unsure(watch, version, choice.alike(newest), most.similar())
          .forEach(exposure -> choice.add(exposure, HarvestShare.SIMILAR, 1, /* divided= */ false));
    }
    return choice;
  }

  /** Classes that stand for the mode in answers. */
  private Set<String> alike(List<Exposure> mode) {
    Set<String> alike = new HashSet<>(incident.classes());
    mode.stream()
        .filter(exposure -> !exposure.right())
        .forEach(exposure -> alike.add(Objects.requireNonNull(exposure.predicted())));
    return alike;
  }

  private void addUniform(List<Exposure> without, int expected) {
    if (without.isEmpty() || expected == 0) {
      return;
    }
    double probability = Math.min(1, (double) expected / without.size());
    for (Exposure exposure : without) {
      boolean drawn =
          probability == 1
              || new PartDraw(incident.id() + "/uniform", probability)
                      .of(exposure.logId().toString(), false)
                  == dev.gyre.scoring.proof.HarvestPart.PROOF;
      if (drawn) {
        add(exposure, HarvestShare.UNIFORM, probability, /* divided= */ true);
      }
    }
  }

  private void add(Exposure exposure, HarvestShare share, double inclusion, boolean divided) {
    chosen.putIfAbsent(exposure.logId(), new Chosen(exposure, share, inclusion, divided));
  }

  /** What was chosen and has its picture. */
  List<Exposure> withPayload() {
    return pictured().map(Chosen::exposure).toList();
  }

  int withoutPayload() {
    return (int) (chosen.size() - pictured().count());
  }

  /**
   * Divides it.
   *
   * @param trained groups, or ids of exposures without one, that a model has learnt from
   */
  List<ItemEntry> items(Set<String> trained) {
    List<ItemEntry> items = new ArrayList<>();
    pictured()
        .forEach(each -> {
          Exposure exposure = each.exposure();
          boolean drawn = each.divided() || exposure.group() != null;
          HarvestPart part = drawn ? part(exposure, trained) : HarvestPart.TRAINING;
          boolean known = exposure.measured() && incident.classes().contains(exposure.truth());
          items.add(
              new ItemEntry(
                  exposure.logId(),
                  exposure.clientKey(),
                  "live/%s/%s".formatted(incident.endpoint(), exposure.logId()),
                  null,
                  exposure.group(),
                  Objects.requireNonNull(exposure.payload()),
                  Objects.requireNonNull(exposure.mediaType()),
                  each.share(),
                  each.inclusion(),
                  part,
                  part == HarvestPart.PROOF && known,
                  false));
        });
    return items;
  }

  private HarvestPart part(Exposure exposure, Set<String> trained) {
    String independent = exposure.independent();
    return switch (parts.of(independent, trained.contains(independent))) {
      case PROOF -> HarvestPart.PROOF;
      case TRAINING -> HarvestPart.TRAINING;
    };
  }

  private Stream<Chosen> pictured() {
    return chosen.values().stream()
        .filter(each -> each.exposure().payload() != null && each.exposure().mediaType() != null);
  }
}
