package dev.gyre.streams.image;

/** The file formats that are decoded. */
public enum ImageFormat {
  PNG,
  JPEG
}
