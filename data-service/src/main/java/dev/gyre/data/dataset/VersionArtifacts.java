package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which bytes a version leads to: what a worker that got its manifest may read. */
@Component
public class VersionArtifacts {

  private final VersionRepository versions;
  private final EntryRepository entries;

  VersionArtifacts(VersionRepository versions, EntryRepository entries) {
    this.versions = versions;
    this.entries = entries;
  }

  /** Those of the digests that members of the version hold, in streams or as maps. */
  @Transactional(readOnly = true)
  public Set<Digest> held(DatasetVersionId version, Collection<Digest> digests) {
    if (digests.isEmpty()) {
      return Set.of();
    }
    VersionRow row =
        versions
            .find(version)
            .orElseThrow(() -> PlatformException.notFound("dataset version", version));
    Set<Digest> held = new HashSet<>(entries.heldByStreams(row.dataset(), row.number(), digests));
    Set<Digest> others = new HashSet<>(digests);
    others.removeAll(held);
    if (!others.isEmpty()) {
      held.addAll(entries.heldByAnnotations(row.dataset(), row.number(), others));
    }
    return held;
  }
}
