package dev.gyre.eval.gate;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SliceState;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.eval.slice.Slices;
import dev.gyre.eval.slice.SplitMembers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Refuses a candidate that was trained on what is to judge it. Calls peers: no transaction. */
@Component
class LeakCheck {

  private final SplitMembers members;
  private final Slices slices;

  LeakCheck(SplitMembers members, Slices slices) {
    this.members = members;
    this.slices = slices;
  }

  /**
   * Looks for samples of the judging test split and of frozen slices, and for their groups, in the
   * training and validation splits of the candidate's dataset version. Within one version data sees
   * to it that splits share nothing, so only the slices are looked for.
   *
   * @throws PlatformException with {@code TEST_IN_TRAINING} and the argument {@code sample}
   */
  void require(ProjectSlug slug, GateCase judged, DatasetRef trainedOn) {
    Set<SampleId> samples = new HashSet<>(frozen(judged));
    Set<String> groups = new HashSet<>();
    boolean other = !judged.dataset().equals(trainedOn);
    if (!other && samples.isEmpty()) {
      return;
    }
    Set<SampleId> proof = Set.copyOf(samples);
    members.forEach(
        slug,
        judged.dataset(),
        Split.TEST,
        null,
        entry -> {
          if (other || proof.contains(entry.sample())) {
            samples.add(entry.sample());
            if (entry.group() != null) {
              groups.add(entry.group());
            }
          }
        });
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
      members.forEach(
          slug, trainedOn, split, null, entry -> refuse(entry, samples, groups, trainedOn));
    }
  }

  private Set<SampleId> frozen(GateCase judged) {
    Set<SampleId> samples = new HashSet<>();
    for (SliceId id : judged.slices()) {
      Slice slice = slices.get(judged.project(), id);
      if (slice.state() == SliceState.FROZEN) {
        samples.addAll(slices.frozen(id));
      }
    }
    return samples;
  }

  private static void refuse(
      DatasetEntry entry, Set<SampleId> samples, Set<String> groups, DatasetRef trainedOn) {
    boolean itself = samples.contains(entry.sample());
    if (itself || (entry.group() != null && groups.contains(entry.group()))) {
      throw new PlatformException(
          ErrorCode.TEST_IN_TRAINING,
          "%s '%s' is to judge the candidate, but is in the split %s of %s, on which it was trained; train on a version without it"
              .formatted(
                  itself ? "Sample" : "The group of sample", entry.key(), entry.split(), trainedOn),
          Map.of("sample", entry.sample().toString()));
    }
  }
}
