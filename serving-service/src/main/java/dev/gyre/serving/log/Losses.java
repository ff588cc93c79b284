package dev.gyre.serving.log;

import dev.gyre.api.serving.EndpointId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Counts answers that were given and could not be logged: at once as a metric, and with the
 * endpoint as soon as the database takes it. A process that is killed takes along what it had not
 * told the database yet.
 */
@Component
class Losses {

  private final LogRepository repository;
  private final MeterRegistry meters;
  private final Map<EndpointId, AtomicLong> untold = new ConcurrentHashMap<>();

  Losses(LogRepository repository, MeterRegistry meters) {
    this.repository = repository;
    this.meters = meters;
  }

  void add(EndpointId endpoint) {
    untold.computeIfAbsent(endpoint, _ -> new AtomicLong()).incrementAndGet();
    Counter.builder("gyre.serving.lost")
        .description("Answers that were given and could not be logged")
        .tag("endpoint_id", endpoint.toString())
        .register(meters)
        .increment();
  }

  /** Adds what is untold to the endpoints; what fails stays untold. */
  void tell() {
    Map<EndpointId, Long> told = new HashMap<>();
    untold.forEach((endpoint, count) -> {
      long present = count.get();
      if (present > 0) {
        told.put(endpoint, present);
      }
    });
    if (!told.isEmpty()) {
      repository.addLost(told);
      untold.forEach((endpoint, count) -> count.addAndGet(-told.getOrDefault(endpoint, 0L)));
    }
  }
}
