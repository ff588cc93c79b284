package dev.gyre.project.identity;

import dev.gyre.api.project.IdentityApi;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.IntrospectionQuery;
import dev.gyre.api.project.ProjectId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class IdentityController implements IdentityApi {

  private final IntrospectionRepository repository;
  private final Clock clock;

  IdentityController(IntrospectionRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Override
  public Introspection introspect(IntrospectionQuery query) {
    if (query.tokenHash() == null) {
      ProjectId project =
          query.project() == null ? null : repository.findProject(query.project()).orElse(null);
      return new Introspection(true, null, false, project, null);
    }
    Instant now = clock.instant();
    Introspection answer =
        repository.find(query.tokenHash(), query.project(), now).orElse(Introspection.INACTIVE);
    if (answer.active()) {
      repository.touch(query.tokenHash(), now);
    }
    return answer;
  }
}
