package dev.gyre.scoring.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Draws the proof part of an incident's labelled exposures: a uniform share, by id alone, before
 * anyone looks at right or wrong. A set chosen for failing would "fix itself" by regression to the
 * mean.
 *
 * <p>The part depends on nothing but (incident, group), so it stays when the harvest grows or the
 * draw is repeated after a crash.
 *
 * @param incidentId the incident: another incident draws independently
 * @param proofShare expected share of groups in the proof part, in (0, 1); ½ was measured best
 */
public record PartDraw(String incidentId, double proofShare) {

  public PartDraw {
    if (!(proofShare > 0 && proofShare < 1)) {
      throw new IllegalArgumentException(
          "the proof share must lie in (0, 1), but is " + proofShare);
    }
  }

  /** A half. */
  public static PartDraw half(String incidentId) {
    return new PartDraw(incidentId, 0.5);
  }

  /**
   * The part of a group, and so of all its samples; a sample without a group is drawn by its own
   * id.
   *
   * @param groupAlreadyTrained whether a training or validation split holds a sample of the group;
   *     then it can prove nothing and is for training
   */
  public HarvestPart of(String group, boolean groupAlreadyTrained) {
    return !groupAlreadyTrained && uniform(group) < proofShare
        ? HarvestPart.PROOF
        : HarvestPart.TRAINING;
  }

  /** First 53 bits of SHA-256 over incident, newline, group: uniform in [0, 1). */
  private double uniform(String group) {
    byte[] digest = sha256().digest((incidentId + "\n" + group).getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1.0p-53;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
