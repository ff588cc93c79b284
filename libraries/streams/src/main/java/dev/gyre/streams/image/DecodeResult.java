package dev.gyre.streams.image;

/** What came of decoding: the picture, or why there is none. */
public sealed interface DecodeResult permits Image, ImageRefusal {}
