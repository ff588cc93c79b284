package dev.gyre.streams.image;

/** The file formats that are decoded to eight bits. */
public enum ImageFormat {
  PNG,
  JPEG
}
