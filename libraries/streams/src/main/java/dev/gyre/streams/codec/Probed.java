package dev.gyre.streams.codec;

/** What came of reading a header: the facts in it, or why the bytes are refused. */
public sealed interface Probed permits ArrayHeader, Refusal {}
