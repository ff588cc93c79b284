package dev.gyre.worker.job;

import dev.gyre.api.project.StreamSpec;
import dev.gyre.streams.preparation.PreparationSpec;
import java.util.List;

/** What shards were prepared by, for tests that read them back. */
public final class ShardSpecs {

  private ShardSpecs() {}

  public static PreparationSpec of(
      dev.gyre.api.data.PreparationSpec spec, List<String> classes, List<StreamSpec> streams) {
    return Preparations.shards(spec, classes, streams);
  }
}
