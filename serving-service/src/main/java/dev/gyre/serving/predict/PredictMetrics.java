package dev.gyre.serving.predict;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.serving.deployment.Admission;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * How requests fare: {@code gyre_serving_predict_seconds} by endpoint and outcome, and the names
 * that dashboards made for Triton know ({@code nv_inference_*}). Those are gauges here, because a
 * counter's name would end in {@code _total}.
 */
@Component
class PredictMetrics {

  private final MeterRegistry meters;
  private final Map<String, AtomicLong> tritonValues = new ConcurrentHashMap<>();

  PredictMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Runs a request and records how long it took and how it ended. */
  <T> T timed(String project, String endpoint, Supplier<T> request) {
    long start = System.nanoTime();
    String outcome = "error";
    try {
      T answer = request.get();
      outcome = "ok";
      return answer;
    } catch (PlatformException e) {
      outcome = outcome(e.code());
      throw e;
    } finally {
      // An unknown name comes from the caller and would make a series of its own.
      if (!outcome.equals("unknown")) {
        Timer.builder("gyre.serving.predict")
            .description("Time to answer a request, log included")
            .tag("project", project)
            .tag("endpoint", endpoint)
            .tag("outcome", outcome)
            .publishPercentileHistogram()
            .register(meters)
            .record(Duration.ofNanos(System.nanoTime() - start));
      }
    }
  }

  /** Records one run of a model. */
  <T> T run(Admission admission, int rows, Supplier<T> run) {
    long start = System.nanoTime();
    String end = "failure";
    try {
      T result = run.get();
      end = "success";
      return result;
    } finally {
      long micros = (System.nanoTime() - start) / 1000;
      add("nv_inference_request_" + end, admission, 1);
      if (end.equals("success")) {
        add("nv_inference_count", admission, rows);
        add("nv_inference_exec_count", admission, 1);
        add("nv_inference_compute_infer_duration_us", admission, micros);
      }
    }
  }

  private void add(String name, Admission admission, long amount) {
    String model = admission.endpoint().slug() + "/" + admission.endpoint().name();
    String version = Integer.toString(admission.modelVersion());
    tritonValues
        .computeIfAbsent(
            name + ' ' + model + ' ' + version,
            _ -> {
              AtomicLong value = new AtomicLong();
              Gauge.builder(name, value, AtomicLong::doubleValue)
                  .tag("model", model)
                  .tag("version", version)
                  .strongReference(true)
                  .register(meters);
              return value;
            })
        .addAndGet(amount);
  }

  private static String outcome(ErrorCode code) {
    return switch (code) {
      case UNREADABLE_BODY, TOO_LARGE, INVALID_ARGUMENT -> "bad_input";
      case ALREADY_EXISTS -> "key_reused";
      case CAPACITY -> "capacity";
      case NOT_FOUND -> "unknown";
      default -> "error";
    };
  }
}
