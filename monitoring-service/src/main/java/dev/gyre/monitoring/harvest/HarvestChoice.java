package dev.gyre.monitoring.harvest;

import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.monitoring.exposure.Exposure;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.proof.PartDraw;
import dev.gyre.scoring.proof.UnitDraw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an incident takes from the log of the version that fails. First, without regard to what the
 * model answered:
 *
 * <ul>
 *   <li>all labelled exposures of the mode's true classes, right and wrong, whose rates count:
 *       wrong ones are called failing, right ones uniform;
 *   <li>predictions without truth, each unit drawn with one probability: uniform. Whether they are
 *       of the mode will be known once they are labelled.
 * </ul>
 *
 * These are divided by {@link PartDraw}, by unit alone. Then, by what the model answered, and so
 * only from the units that are drawn for training, whose proof they cannot touch:
 *
 * <ul>
 *   <li>what is known wrong by complaints alone: failing;
 *   <li>predictions without truth that were answered with one of the mode's classes, or with one
 *       that the mode is misread as, the least sure first: similar.
 * </ul>
 *
 * A unit is a group, or else the content of a picture; it stays together. A picture that was logged
 * more than once is taken once.
 */
final class HarvestChoice {

  private static final PartDraw PARTS = PartDraw.half();
  private static final UnitDraw UNIFORM = new UnitDraw("gyre-uniform/1");
  private static final int NEWEST = 100_000;

  /** Read for each that is taken, since half of them are drawn for the proof part. */
  private static final int SPARE = 4;

  private final IncidentEntry incident;
  private final Map<String, Chosen> chosen = new LinkedHashMap<>();
  private int repeated;

  /**
   * An exposure that was chosen.
   *
   * @param divided whether its part is drawn; else it is for training
   */
  private record Chosen(Exposure exposure, HarvestShare share, double inclusion, boolean divided) {}

  private HarvestChoice(IncidentEntry incident) {
    this.incident = incident;
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
        choice.divide(exposure, exposure.right() ? HarvestShare.UNIFORM : HarvestShare.FAILING, 1));
    choice.drawUniform(log.unlabelled(watch, version, NEWEST), most.uniform());
    log.complained(watch, version, classes, most.labelled()).stream()
        .filter(exposure -> exposure.readable() && !exposure.right())
        .filter(HarvestChoice::isForTraining)
        .forEach(exposure -> choice.train(exposure, HarvestShare.FAILING));
    if (most.similar() > 0) {
      log.unsure(watch, version, choice.alike(newest), SPARE * most.similar()).stream()
          .filter(HarvestChoice::isForTraining)
          .filter(exposure -> !choice.chosen.containsKey(picture(exposure)))
          .limit(most.similar())
          .forEach(exposure -> choice.train(exposure, HarvestShare.SIMILAR));
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

  private void drawUniform(List<Exposure> without, int expected) {
    double probability = Math.min(1, (double) expected / Math.max(1, without.size()));
    without.stream()
        .filter(exposure -> UNIFORM.of(exposure.independent()) < probability)
        .forEach(exposure -> divide(exposure, HarvestShare.UNIFORM, probability));
  }

  private static boolean isForTraining(Exposure exposure) {
    return PARTS.of(exposure.independent(), /* alreadyTrained= */ false)
        == dev.gyre.scoring.proof.HarvestPart.TRAINING;
  }

  private void divide(Exposure exposure, HarvestShare share, double inclusion) {
    Chosen each = new Chosen(exposure, share, inclusion, /* divided= */ true);
    repeated += chosen.putIfAbsent(picture(exposure), each) == null ? 0 : 1;
  }

  private void train(Exposure exposure, HarvestShare share) {
    chosen.putIfAbsent(
        picture(exposure), new Chosen(exposure, share, /* inclusion= */ 1, /* divided= */ false));
  }

  private static String picture(Exposure exposure) {
    return exposure.payload() == null ? exposure.logId().toString() : exposure.payload().hex();
  }

  /** What was chosen and has its picture. */
  List<Exposure> withPayload() {
    return pictured().map(Chosen::exposure).toList();
  }

  int withoutPayload() {
    return (int) (chosen.size() - pictured().count());
  }

  /** Exposures that showed a picture which was chosen already. */
  int repeated() {
    return repeated;
  }

  /**
   * Divides it.
   *
   * @param trained units that a model has learnt from
   */
  List<ItemEntry> items(Set<String> trained) {
    List<ItemEntry> items = new ArrayList<>();
    pictured()
        .forEach(each -> {
          Exposure exposure = each.exposure();
          HarvestPart part =
              each.divided() ? part(exposure.independent(), trained) : HarvestPart.TRAINING;
          items.add(
              new ItemEntry(
                  exposure.logId(),
                  exposure.clientKey(),
                  "live/%s/%s".formatted(incident.endpoint(), picture(exposure)),
                  null,
                  exposure.group(),
                  Objects.requireNonNull(exposure.payload()),
                  Objects.requireNonNull(exposure.mediaType()),
                  each.share(),
                  each.inclusion(),
                  part,
                  part == HarvestPart.PROOF,
                  null,
                  null));
        });
    return items;
  }

  private static HarvestPart part(String unit, Set<String> trained) {
    return switch (PARTS.of(unit, trained.contains(unit))) {
      case PROOF -> HarvestPart.PROOF;
      case TRAINING -> HarvestPart.TRAINING;
    };
  }

  private Stream<Chosen> pictured() {
    return chosen.values().stream()
        .filter(each -> each.exposure().payload() != null && each.exposure().mediaType() != null);
  }
}
