package dev.gyre.worker.attempt;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.json.ContractJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Problem documents (RFC 9457), turned back into the exception that the server threw. */
final class Problem {

  private static final Set<String> STANDARD =
      Set.of("type", "title", "status", "detail", "instance", "code");

  private Problem() {}

  static PlatformException decode(int status, byte[] body, String authority) {
    try {
      JsonNode document = ContractJson.mapper().readTree(body);
      if (document.has("code")) {
        Map<String, String> args = new TreeMap<>();
        document.properties().stream()
            .filter(member -> !STANDARD.contains(member.getKey()))
            .forEach(member -> args.put(member.getKey(), member.getValue().asString()));
        return new PlatformException(
            ErrorCode.parse(document.get("code").asString()),
            document.path("detail").asString(""),
            args);
      }
    } catch (JacksonException e) {
      // Something between here and the server answered: below.
    }
    return new PlatformException(
        status == 401 ? ErrorCode.UNAUTHENTICATED : ErrorCode.DEPENDENCY,
        "The server at %s answered %d without a problem document".formatted(authority, status));
  }
}
