package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses a body that is read into memory as soon as it is known to be too long: by the length that
 * it announces, or by what has come. A body that a method reads as a stream is that method's.
 */
@RestControllerAdvice
final class BodyBound extends RequestBodyAdviceAdapter {

  private final DataSize most;

  BodyBound(WebProperties properties) {
    this.most = properties.maxBodySize();
  }

  @Override
  public boolean supports(
      MethodParameter parameter,
      Type targetType,
      Class<? extends HttpMessageConverter<?>> converterType) {
    return targetType != InputStream.class;
  }

  @Override
  public HttpInputMessage beforeBodyRead(
      HttpInputMessage message,
      MethodParameter parameter,
      Type targetType,
      Class<? extends HttpMessageConverter<?>> converterType)
      throws IOException {
    if (message.getHeaders().getContentLength() > most.toBytes()) {
      throw tooLarge(most);
    }
    return new Bounded(message.getHeaders(), new BoundedStream(message.getBody(), most));
  }

  private static PlatformException tooLarge(DataSize most) {
    return new PlatformException(
        ErrorCode.TOO_LARGE,
        "The body has more than %d bytes; send less at a time, or raise gyre.web.max-body-size"
            .formatted(most.toBytes()),
        Map.of("max_bytes", Long.toString(most.toBytes())));
  }

  private record Bounded(HttpHeaders headers, InputStream body) implements HttpInputMessage {

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return body;
    }
  }

  private static final class BoundedStream extends FilterInputStream {

    private final DataSize most;
    private long seen;

    BoundedStream(InputStream in, DataSize most) {
      super(in);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int bytes) {
      seen += bytes;
      if (seen > most.toBytes()) {
        throw tooLarge(most);
      }
    }
  }
}
