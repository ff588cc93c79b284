package dev.gyre.streams.codec;

/** What came of decoding: the values, or why there are none. */
public sealed interface Decoded permits DecodedArray, Refusal {}
