package dev.gyre.api.echo;

import dev.gyre.api.Access;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Says back what it hears. */
@HttpExchange(url = "/api/v1/projects/{project}/echo", accept = "application/json")
public interface EchoApi {

  /** What was said and by whom. */
  record Echo(String text, @Nullable Instant at, String caller) {}

  @PostExchange
  @Requires(Access.VIEWER)
  Echo say(@PathVariable ProjectSlug project, @RequestBody Echo echo);

  @PostExchange("/shout")
  @Requires(Access.ENGINEER)
  Echo shout(@PathVariable ProjectSlug project, @RequestBody Echo echo);

  /** Fails as told: with {@code WRONG_STATE} and arguments, or unexpectedly. */
  @GetExchange("/fail")
  @Requires(Access.VIEWER)
  Echo fail(@PathVariable ProjectSlug project, @RequestParam boolean expected);

  @GetExchange(url = "/bytes", accept = "application/octet-stream")
  @Requires(Access.VIEWER)
  InputStream bytes(@PathVariable ProjectSlug project, @RequestParam int count);
}
