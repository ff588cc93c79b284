package dev.gyre.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events as blocks of lines. */
final class EventBlocks {

  private static final JsonMapper JSON = new JsonMapper();

  private EventBlocks() {}

  static Collector<String, ?, List<List<String>>> collector() {
    return Collector.of(
        () -> new ArrayList<List<String>>(List.of(new ArrayList<>())),
        (blocks, line) -> {
          if (line.isEmpty()) {
            blocks.add(new ArrayList<>());
          } else {
            blocks.getLast().add(line);
          }
        },
        (left, right) -> {
          throw new IllegalStateException("Events have an order");
        });
  }

  static JsonNode data(List<String> block) {
    return JSON.readTree(
        block.stream()
            .filter(line -> line.startsWith("data:"))
            .map(line -> line.substring("data:".length()))
            .findFirst()
            .orElseThrow());
  }
}
