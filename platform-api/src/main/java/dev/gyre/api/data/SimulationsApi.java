package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Scenes that are simulated into samples. */
@HttpExchange(url = "/api/v1/projects/{project}/simulations", accept = "application/json")
public interface SimulationsApi {

  /**
   * Starts one job for each shard; what a job yields is imported as the format {@code samples} of
   * {@link ImportsApi}. Streams of the task contract are filled by their kind: {@code image} with
   * colour (gray if it has one channel), {@code depth} with 16-bit millimetres, {@code pose} with
   * that of the camera. Fails with {@code CONTRACT_VIOLATION} if the contract has no image, or
   * requires a stream that is not simulated.
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Simulation start(
      @PathVariable ProjectSlug project,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody NewSimulation simulation);

  /** The simulations, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Simulation> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One simulation. */
  @GetExchange("/{simulation}")
  @Requires(Access.VIEWER)
  Simulation get(@PathVariable ProjectSlug project, @PathVariable SimulationId simulation);
}
