package dev.gyre.integration;

import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageNode;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Lineages of a loop's project, once all events of the past are in them. */
final class Lineages {

  private Lineages() {}

  static Lineage of(Loop loop, LineageNode node, LineageDirection direction) {
    LineageApi lineages = loop.api(LineageApi.class);
    return Awaitility.await("the lineage of " + node)
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(
            () -> lineages.get(loop.project(), node, direction, LineageApi.MAX_DEPTH, 1000),
            found -> found.read().complete());
  }

  static Lineage upstream(Loop loop, LineageNode node) {
    return of(loop, node, LineageDirection.UPSTREAM);
  }

  static Lineage downstream(Loop loop, LineageNode node) {
    return of(loop, node, LineageDirection.DOWNSTREAM);
  }
}
