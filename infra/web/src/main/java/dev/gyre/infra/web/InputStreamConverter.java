package dev.gyre.infra.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;

/**
 * Sends the bytes of a stream as they come and closes it; never holds more than a buffer of them.
 */
final class InputStreamConverter implements HttpMessageConverter<InputStream> {

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return type == InputStream.class;
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return InputStream.class.isAssignableFrom(type);
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return List.of(MediaType.ALL);
  }

  /**
   * The body itself, whatever its media type: whoever reads it reads the connection, and bounds it.
   */
  @Override
  public InputStream read(Class<? extends InputStream> type, HttpInputMessage message)
      throws IOException {
    return message.getBody();
  }

  @Override
  public void write(InputStream bytes, @Nullable MediaType mediaType, HttpOutputMessage message)
      throws IOException {
    if (mediaType != null && mediaType.isConcrete()) {
      message.getHeaders().setContentType(mediaType);
    }
    try (bytes) {
      bytes.transferTo(message.getBody());
    }
  }
}
