package dev.gyre.serving.predict;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.stereotype.Component;

/** Hands a request's body over as it comes; whoever reads it bounds it. */
@Component
final class RequestBodyConverter implements HttpMessageConverter<InputStream> {

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return type == InputStream.class;
  }

  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  public List<MediaType> getSupportedMediaTypes() {
    return List.of(MediaType.ALL);
  }

  @Override
  public InputStream read(Class<? extends InputStream> type, HttpInputMessage message)
      throws IOException {
    return message.getBody();
  }

  @Override
  public void write(InputStream body, @Nullable MediaType mediaType, HttpOutputMessage message) {
    throw new UnsupportedOperationException("Answers are written by another converter");
  }
}
