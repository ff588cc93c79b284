package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problem documents for what never reaches a controller: requests that the server cannot parse, and
 * faults in filters.
 */
final class ProblemReportValve extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

  private final JsonMapper json;

  ProblemReportValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable fault) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (fault != null) {
      LOG.error("A request ended outside of the controllers in an exception", fault);
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response
          .getReporter()
          .write(json.writeValueAsString(Problems.members(problem(status), status)));
      response.finishResponse();
    } catch (IOException e) {
      LOG.debug("The caller is gone", e);
    }
  }

  private static PlatformException problem(int status) {
    ErrorCode code = ProblemStatus.codeOf(status);
    String detail =
        code == ErrorCode.INTERNAL
            ? "Gyre failed here; the server's log has the details of this request"
            : "The server cannot take this request: %s. Check its address, headers and framing"
                .formatted(reason(status));
    return new PlatformException(code, detail);
  }

  private static String reason(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "status " + status : known.getReasonPhrase();
  }
}
