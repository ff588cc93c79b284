package dev.gyre.cli;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.json.ContractJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A server of Gyre, through the interfaces of its contract. Refusals come back as {@link
 * PlatformException}.
 */
public final class Server {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final String address;
  private final HttpServiceProxyFactory factory;

  /** A server at an address without a slash at its end, asked with this token. */
  public Server(String address, String token) {
    this.address = address;
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    RestClient rest =
        RestClient.builder()
            .baseUrl(address)
            .requestFactory(new JdkClientHttpRequestFactory(client))
            .defaultHeaders(headers -> headers.setBearerAuth(token))
            .configureMessageConverters(converters ->
                converters
                    .registerDefaults()
                    .withJsonConverter(new JacksonJsonHttpMessageConverter(ContractJson.mapper()))
                    .addCustomConverter(new StreamBodyConverter()))
            .defaultStatusHandler(HttpStatusCode::isError, Server::refuse)
            .build();
    this.factory = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest)).build();
  }

  /** The server's address. */
  public String address() {
    return address;
  }

  /** An interface of the contract, answered by this server. */
  public <T> T api(Class<T> contract) {
    return factory.createClient(contract);
  }

  /** What to tell about an exception of {@link #api}, and with which exit code to end. */
  public static CommandFailure explain(Exception fault) {
    return switch (fault) {
      case CommandFailure known -> known;
      case PlatformException refused ->
          new CommandFailure(
              refused.code().category() == ErrorCode.Category.USER ? Exit.USAGE : Exit.SERVER,
              "%s (%s)".formatted(refused.detail(), refused.code()));
      case ResourceAccessException _ ->
          new CommandFailure(Exit.SERVER, "The server cannot be reached: is it running?");
      default -> new CommandFailure(Exit.SERVER, String.valueOf(fault));
    };
  }

  private static void refuse(HttpRequest request, ClientHttpResponse response) throws IOException {
    byte[] body = response.getBody().readNBytes(1 << 20);
    Map<String, String> args = new TreeMap<>();
    try {
      JsonNode document = ContractJson.mapper().readTree(body);
      document
          .properties()
          .forEach(member -> args.put(member.getKey(), member.getValue().asString("")));
    } catch (JacksonException e) {
      // No problem document: told below by its status.
    }
    String detail =
        args.getOrDefault(
            "detail",
            "%s answered %d".formatted(request.getURI(), response.getStatusCode().value()));
    throw new PlatformException(
        ErrorCode.parse(args.getOrDefault("code", "INTERNAL")), detail, args);
  }
}
