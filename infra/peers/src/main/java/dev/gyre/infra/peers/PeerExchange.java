package dev.gyre.infra.peers;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Headers;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.security.Callers;
import dev.gyre.infra.security.Credentials;
import dev.gyre.infra.security.ServiceToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestInitializer;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends who calls and in which request, and turns problem documents back into exceptions. */
final class PeerExchange
    implements ClientHttpRequestInitializer, RestClient.ResponseSpec.ErrorHandler {

  private static final Set<String> STANDARD =
      Set.of("type", "title", "status", "detail", "instance", "code");

  private final ServiceToken serviceToken;
  private final JsonMapper json;

  PeerExchange(ServiceToken serviceToken, JsonMapper json) {
    this.serviceToken = serviceToken;
    this.json = json;
  }

  /** Adds who calls, on whose behalf, and in which request. */
  @Override
  public void initialize(ClientHttpRequest request) {
    addHeaders(request.getHeaders());
  }

  /** Throws what the peer threw. */
  @Override
  public void handle(HttpRequest request, ClientHttpResponse response) throws IOException {
    throw decode(response, request);
  }

  /** The exception for a peer that gave no answer. */
  static PlatformException unanswered(String service, Throwable cause) {
    return new PlatformException(
        ErrorCode.DEPENDENCY, "The %s service does not answer".formatted(service), Map.of(), cause);
  }

  private void addHeaders(HttpHeaders headers) {
    if (serviceToken.value() != null) {
      headers.setBearerAuth(serviceToken.value());
    }
    Credentials credentials = Callers.call().credentials();
    if (credentials.token() != null) {
      headers.set(Headers.ON_BEHALF_OF, "Bearer " + credentials.token());
    }
    copy(headers, "request_id", Headers.REQUEST_ID);
    copy(headers, "traceparent", "traceparent");
  }

  private static void copy(HttpHeaders headers, String key, String header) {
    String value = MDC.get(key);
    if (value != null) {
      headers.set(header, value);
    }
  }

  private PlatformException decode(ClientHttpResponse response, HttpRequest request)
      throws IOException {
    byte[] body = response.getBody().readNBytes(1 << 20);
    response.close();
    try {
      JsonNode document = json.readTree(body);
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
      // Not a problem document: answered below.
    }
    return new PlatformException(
        ErrorCode.DEPENDENCY,
        "The service at %s answered %d without a problem document"
            .formatted(request.getURI().getAuthority(), response.getStatusCode().value()));
  }
}
