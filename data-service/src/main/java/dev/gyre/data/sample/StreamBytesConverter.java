package dev.gyre.data.sample;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.stereotype.Component;

/** Answers in the media type of what a stream holds, instead of the one that was negotiated. */
@Component
@Order(0)
final class StreamBytesConverter implements HttpMessageConverter<InputStream> {

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return type == StreamBytes.class;
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return List.of(MediaType.ALL);
  }

  @Override
  public InputStream read(Class<? extends InputStream> type, HttpInputMessage message) {
    throw new UnsupportedOperationException("Bodies are read by the converter of all services");
  }

  @Override
  public void write(InputStream bytes, @Nullable MediaType mediaType, HttpOutputMessage message)
      throws IOException {
    if (bytes instanceof StreamBytes typed) {
      message.getHeaders().setContentType(MediaType.parseMediaType(typed.mediaType()));
      // The bytes come from people: a browser must not take them for anything else.
      message.getHeaders().set("X-Content-Type-Options", "nosniff");
    }
    try (bytes) {
      bytes.transferTo(message.getBody());
    }
  }
}
