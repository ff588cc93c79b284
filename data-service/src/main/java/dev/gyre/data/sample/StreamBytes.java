package dev.gyre.data.sample;

import java.io.FilterInputStream;
import java.io.InputStream;

/** Bytes that know their media type, so that HTTP can say it. */
public final class StreamBytes extends FilterInputStream {

  private final String mediaType;

  /** The bytes of an artifact that is so; whoever reads them closes them. */
  public StreamBytes(InputStream bytes, String mediaType) {
    super(bytes);
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
