package dev.gyre.data.imports;

import dev.gyre.api.data.Reject;
import dev.gyre.data.sample.IncomingSample;
import dev.gyre.infra.artifactstore.Content;

/** What a picture of a class folder is: a sample to be taken, or a reject. */
sealed interface Verdict {

  /** To be taken, with the picture. */
  record Taken(IncomingSample sample, Content content) implements Verdict {}

  /** Not to be taken. */
  record Refused(Reject reject) implements Verdict {}
}
