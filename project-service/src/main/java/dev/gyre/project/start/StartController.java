package dev.gyre.project.start;

import dev.gyre.api.Access;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Requires;
import dev.gyre.infra.security.Authorizer;
import dev.gyre.infra.security.Callers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The start page and the API document. Not part of the contract: browsers read them. */
@RestController
final class StartController {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Authorizer authorizer;
  private final String page;

  StartController(Authorizer authorizer) throws IOException {
    this.authorizer = authorizer;
    this.page =
        new ClassPathResource("start/index.html").getContentAsString(StandardCharsets.UTF_8);
  }

  /** Says that the server runs, who is signed in, and where the API document is. */
  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  @Requires(Access.ANYONE)
  ResponseEntity<String> start() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .body(page.replace("{{who}}", HtmlUtils.htmlEscape(who())));
  }

  /** The API document, OpenAPI 3.1. */
  @GetMapping(path = "/openapi/gyre.yaml", produces = "application/yaml")
  @Requires(Access.ANYONE)
  ClassPathResource openApi() {
    return new ClassPathResource("openapi/gyre.yaml");
  }

  private String who() {
    try {
      return "Signed in as "
          + authorizer
              .authorize(Access.SIGNED_IN, Callers.call().credentials(), null)
              .displayName();
    } catch (PlatformException e) {
      return "Nobody is signed in: run gyre login for a link";
    }
  }
}
