package dev.gyre.infra.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Requests over the JDK's client whose responses end when they are closed. Spring's own would read
 * an abandoned body to its end, so an aborted download or a left event stream would go on for ever.
 */
public final class AbortingRequestFactory implements ClientHttpRequestFactory {

  private final JdkClientHttpRequestFactory delegate;

  public AbortingRequestFactory(HttpClient client) {
    this.delegate = new JdkClientHttpRequestFactory(client);
  }

  @Override
  public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
    return new AbortingRequest(delegate.createRequest(uri, method));
  }

  private static final class AbortingRequest extends HttpRequestWrapper
      implements ClientHttpRequest, StreamingHttpOutputMessage {

    private final ClientHttpRequest request;

    AbortingRequest(ClientHttpRequest request) {
      super(request);
      this.request = request;
    }

    @Override
    public OutputStream getBody() throws IOException {
      return request.getBody();
    }

    @Override
    public void setBody(Body body) {
      ((StreamingHttpOutputMessage) request).setBody(body);
    }

    @Override
    public ClientHttpResponse execute() throws IOException {
      return new AbortingResponse(request.execute());
    }
  }

  private record AbortingResponse(ClientHttpResponse response) implements ClientHttpResponse {

    @Override
    public HttpStatusCode getStatusCode() throws IOException {
      return response.getStatusCode();
    }

    @Override
    public String getStatusText() throws IOException {
      return response.getStatusText();
    }

    @Override
    public HttpHeaders getHeaders() {
      return response.getHeaders();
    }

    @Override
    public InputStream getBody() throws IOException {
      return response.getBody();
    }

    @Override
    public void close() {
      try {
        response.getBody().close();
      } catch (IOException e) {
        // The connection is gone, which is what closing is for.
      }
    }
  }
}
