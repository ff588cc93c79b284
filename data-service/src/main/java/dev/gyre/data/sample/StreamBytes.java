package dev.gyre.data.sample;

import java.io.FilterInputStream;
import java.io.InputStream;

/** Bytes that know their media type, so that HTTP can say it. */
final class StreamBytes extends FilterInputStream {

  private final String mediaType;

  StreamBytes(InputStream bytes, String mediaType) {
    super(bytes);
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
