package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Renders refusals as problem documents (RFC 9457) with a stable {@code code}. */
public final class Problems {

  /** The attribute of a request that says by which code a controller's exception was answered. */
  static final String CODE = Problems.class.getName() + ".code";

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  /**
   * The document of an exception: type, title, status, detail, code and the exception's arguments
   * as members.
   */
  public static ProblemDetail of(PlatformException problem) {
    HttpStatus status = ProblemStatus.of(problem.code());
    ProblemDetail document = ProblemDetail.forStatusAndDetail(status, problem.detail());
    document.setType(URI.create("urn:gyre:error:" + problem.code().name()));
    document.setTitle(title(problem.code()));
    problem.args().forEach(document::setProperty);
    document.setProperty("code", problem.code().name());
    return document;
  }

  /** The code with which a request was answered; null if that was no refusal. */
  public static @Nullable ErrorCode codeOf(
      HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(CODE) instanceof ErrorCode code) {
      return code;
    }
    return response.getStatus() < 400 ? null : ProblemStatus.codeOf(response.getStatus());
  }

  /** Writes the document from a filter, where no controller advice is near. */
  public void write(HttpServletResponse response, PlatformException problem) throws IOException {
    ProblemDetail document = of(problem);
    response.setStatus(document.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response
        .getOutputStream()
        .write(json.writeValueAsBytes(members(problem, document.getStatus())));
  }

  /** The document as a map, for a status that may be finer than the code's own. */
  static Map<String, Object> members(PlatformException problem, int status) {
    ProblemDetail document = of(problem);
    Map<String, Object> body = new TreeMap<>();
    body.put("type", String.valueOf(document.getType()));
    body.put("title", String.valueOf(document.getTitle()));
    body.put("status", status);
    body.put("detail", problem.detail());
    body.putAll(problem.args());
    body.put("code", problem.code().name());
    return body;
  }

  private static String title(ErrorCode code) {
    String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
