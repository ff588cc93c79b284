package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Who may do what in a project. */
@HttpExchange(url = "/api/v1/projects/{project}/members", accept = "application/json")
public interface MembersApi {

  /** The members by name. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Member> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /**
   * Gives a principal a role, in place of one that it has; a principal of a new name is made. May
   * be repeated.
   */
  @PutExchange("/{name}")
  @Requires(Access.ADMIN)
  Member put(
      @PathVariable ProjectSlug project, @PathVariable String name, @RequestBody NewMember member);

  /** Takes the role away; its tokens give nothing here from then on. May be repeated. */
  @DeleteExchange("/{name}")
  @Requires(Access.ADMIN)
  void remove(@PathVariable ProjectSlug project, @PathVariable String name);
}
