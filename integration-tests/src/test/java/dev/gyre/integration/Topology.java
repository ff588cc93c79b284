package dev.gyre.integration;

import java.util.List;

/** How the services run. Every scenario runs in both ways and must not tell them apart. */
enum Topology {
  ALL_IN_ONE,
  DISTRIBUTED;

  /** What the launcher is told. */
  List<String> options() {
    return this == DISTRIBUTED ? List.of("--distributed") : List.of();
  }
}
