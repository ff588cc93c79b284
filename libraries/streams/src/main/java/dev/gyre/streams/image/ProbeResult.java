package dev.gyre.streams.image;

/** What came of reading a header: the facts in it, or why the bytes are refused. */
public sealed interface ProbeResult permits ImageHeader, ImageRefusal {}
