package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import java.time.Clock;

class InMemoryArtifactStoreTests extends ArtifactStoreContract {

  private final InMemoryArtifactStore store = new InMemoryArtifactStore(Clock.systemUTC());

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected void receive(Upload upload, byte[] bytes) {
    store.receive(upload, bytes);
  }

  @Override
  protected void damage(Digest digest) {
    store.damage(digest);
  }
}
