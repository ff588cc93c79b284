package dev.gyre.scoring.proof;

import dev.gyre.scoring.paired.PairedOutcomes;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a closing decision rests on.
 *
 * @param proof champion and candidate on the proof part
 * @param proofInTraining ids of proof samples, or samples of their groups, that a training or
 *     validation split of the candidate's lineage holds; must be empty
 * @param otherSlices champion and candidate on every other slice of the contract, by name
 * @param overall champion and candidate on the whole test
 * @param before labelled live exposures of the mode under the champion, in order of occurrence
 * @param after the same under the candidate
 */
public record ProofEvidence(
    PairedOutcomes proof,
    SortedSet<String> proofInTraining,
    SortedMap<String, PairedOutcomes> otherSlices,
    PairedOutcomes overall,
    List<JudgedExposure> before,
    List<JudgedExposure> after) {

  public ProofEvidence {
    proofInTraining = Collections.unmodifiableSortedSet(new TreeSet<>(proofInTraining));
    otherSlices = Collections.unmodifiableSortedMap(new TreeMap<>(otherSlices));
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
