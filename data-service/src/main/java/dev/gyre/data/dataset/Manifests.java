package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.VersionManifest;
import dev.gyre.infra.artifactstore.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Versions as files for workers: made at the first call, then remembered. */
@Component
class Manifests {

  private static final long MAX_BYTES = 16L << 30;

  private final VersionRepository versions;
  private final EntryRepository entries;
  private final ArtifactStore artifacts;
  private final TransactionTemplate reading;

  Manifests(
      VersionRepository versions,
      EntryRepository entries,
      @Qualifier("dataArtifacts") ArtifactStore artifacts,
      PlatformTransactionManager transactions) {
    this.versions = versions;
    this.entries = entries;
    this.artifacts = artifacts;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  /** Not within a transaction: bytes are stored. Two at once store two equal files at worst. */
  VersionManifest of(VersionRow row) {
    Digest manifest = row.manifest();
    if (manifest == null) {
      manifest = make(row);
      versions.setManifest(row.version().id(), manifest);
    }
    return new VersionManifest(manifest, row.version().samples());
  }

  private Digest make(VersionRow row) {
    try {
      Path folder = Files.createTempDirectory("gyre-manifest");
      try (ManifestFile file = new ManifestFile(folder)) {
        reading.executeWithoutResult(_ -> entries.readAll(row.dataset(), row.number(), file::add));
        try (InputStream bytes = Files.newInputStream(file.write())) {
          return artifacts.put(bytes, "application/vnd.apache.parquet", MAX_BYTES).digest();
        }
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
