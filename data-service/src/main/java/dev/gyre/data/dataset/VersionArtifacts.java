package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersionId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Those of the digests that members of the version hold. */
  @Transactional(readOnly = true)
  public Set<Digest> held(DatasetVersionId version, Collection<Digest> digests) {
    if (digests.isEmpty()) {
      return Set.of();
    }
    VersionRow row =
        versions
            .find(version)
            .orElseThrow(() -> PlatformException.notFound("dataset version", version));
    List<byte[]> asked = digests.stream().map(Digest::bytes).toList();
    return entries.held(row.dataset(), row.number(), asked).stream()
        .map(Digest::ofHash)
        .collect(Collectors.toSet());
  }
}
