package dev.gyre.cli;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/** Sends the bytes of a stream as they come and closes it. */
final class StreamBodyConverter extends AbstractHttpMessageConverter<InputStream> {

  StreamBodyConverter() {
    super(MediaType.ALL);
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  /** Where a method of the contract names no type: "any" would be no type that a body can have. */
  @Override
  protected MediaType getDefaultContentType(InputStream bytes) {
    return MediaType.APPLICATION_OCTET_STREAM;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return InputStream.class.isAssignableFrom(type);
  }

  @Override
  protected InputStream readInternal(Class<? extends InputStream> type, HttpInputMessage message) {
    throw new UnsupportedOperationException("The client hands out streams by itself");
  }

  @Override
  protected void writeInternal(InputStream bytes, HttpOutputMessage message) throws IOException {
    try (bytes) {
      bytes.transferTo(message.getBody());
    }
  }
}
