package dev.gyre.eval.slice;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SliceState;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.SliceRule;
import dev.gyre.api.project.TaskContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds out which samples of a split are in which slice. Calls peers: no transaction. */
@Component
public class SliceResolver {

  /** Name of the slices per class where the contract gives them none. */
  public static final String BY_CLASS = "class";

  private final Slices slices;
  private final SplitMembers members;

  SliceResolver(Slices slices, SplitMembers members) {
    this.slices = slices;
    this.members = members;
  }

  /**
   * Where to look.
   *
   * @param slug of the same project
   */
  public record Place(ProjectId project, ProjectSlug slug, DatasetRef dataset, Split split) {}

  /** The slices of a task contract, in its order, and always one for each class. */
  public List<ResolvedSlice> ofContract(Place place, TaskContract contract) {
    List<ResolvedSlice> resolved = new ArrayList<>();
    boolean byClass = false;
    for (SliceRule rule : contract.slices()) {
      if (rule.filter() == null) {
        byClass = true;
        resolved.addAll(perClass(rule.name(), contract));
      } else {
        resolved.add(
            new ResolvedSlice(rule.name(), null, passing(place, rule.filter()), /* absent= */ 0));
      }
    }
    if (!byClass) {
      resolved.addAll(0, perClass(BY_CLASS, contract));
    }
    return resolved;
  }

  /**
   * Slices that stand by themselves.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} for an unknown one
   */
  public List<ResolvedSlice> named(Place place, List<SliceId> ids) {
    return ids.stream().map(id -> named(place, slices.get(place.project(), id))).toList();
  }

  private ResolvedSlice named(Place place, Slice slice) {
    String filter = slice.filter();
    if (slice.state() == SliceState.LIVE) {
      return new ResolvedSlice(
          slice.name(),
          slice.id(),
          passing(place, Objects.requireNonNull(filter)),
          /* absent= */ 0);
    }
    Set<SampleId> present = new HashSet<>(slices.frozen(slice.id()));
    int all = present.size();
    Set<SampleId> split = new HashSet<>();
    members.forEach(
        place.slug(), place.dataset(), place.split(), null, entry -> split.add(entry.sample()));
    present.retainAll(split);
    int absent = all - present.size();
    if (filter != null) {
      present.retainAll(passing(place, filter).samples());
    }
    return new ResolvedSlice(slice.name(), slice.id(), new ResolvedSlice.Listed(present), absent);
  }

  private ResolvedSlice.Listed passing(Place place, String filter) {
    Set<SampleId> passing = new HashSet<>();
    members.forEach(
        place.slug(), place.dataset(), place.split(), filter, entry -> passing.add(entry.sample()));
    return new ResolvedSlice.Listed(passing);
  }

  private static List<ResolvedSlice> perClass(String name, TaskContract contract) {
    return contract.classes().stream()
        .map(c -> new ResolvedSlice(name, null, new ResolvedSlice.OfClass(c), /* absent= */ 0))
        .toList();
  }
}
